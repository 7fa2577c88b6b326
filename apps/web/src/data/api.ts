import { type ApiClient, createApiClient } from '#libs/api-client';
import type { Session } from '../session/session.ts';

export type { ApiClient };

/** The mock panel changes these headers of each request. */
export type ExtraHeaders = () => Readonly<Record<string, string>>;

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
