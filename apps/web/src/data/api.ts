import { type ApiClient, createApiClient } from '#libs/api-client';
import type { Session } from '../session/session.ts';

export type { ApiClient };

/** The headers to add to each request, which the mock panel changes. */
export type ExtraHeaders = () => Readonly<Record<string, string>>;

/** The API at the origin of the page, called as the person who is signed in. */
export function connectApi(session: Session, extraHeaders: ExtraHeaders = () => ({})): ApiClient {
  return createApiClient({
    baseUrl: location.origin,
    token: () => session.token(),
    fetch: (request) => {
      const extended = new Request(request);
      for (const [name, value] of Object.entries(extraHeaders())) extended.headers.set(name, value);
      return fetch(extended);
    },
  });
}
