import createClient from 'openapi-fetch';
import { problemOf, unreachable } from './api-problem.ts';
import { withIdempotencyKey } from './idempotency-key.ts';
import type { PlatformRequest, PlatformResponse, PlatformSignal } from './platform.ts';
import type { Verb } from './types.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Where the API is, and who calls. */
export interface ApiClientOptions {
  readonly baseUrl: string;
  /**
   * Asked before each request, so that it can refresh; undefined for operations that need none. What it throws
   * comes out of the call as it is. A 401 is not retried: refresh here, or when a call rejects with it.
   */
  readonly token: () => string | undefined | Promise<string | undefined>;
  /** Instead of the platform's own. */
  readonly fetch?: (request: PlatformRequest) => Promise<PlatformResponse>;
}

/** A request, once the compiler has held it against its operation. */
export interface PlainRequest {
  readonly path?: Record<string, unknown> | undefined;
  readonly query?: Record<string, unknown> | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: PlatformSignal;
}

interface PlainOperation {
  parameters: { path?: Record<string, unknown>; query?: Record<string, unknown> };
  requestBody?: { content: { 'application/json': unknown } };
  responses: { 200: { content: { 'application/json': unknown } } };
}

type PlainPaths = Record<string, Record<Verb, PlainOperation>>;

export type Send = (method: Verb, path: string, request?: PlainRequest) => Promise<unknown>;

const NO_CONTENT = 204;

/** Makes the one function that requests go through. It resolves to the body, or rejects with an ApiProblem. */
export function createSend({ baseUrl, token, fetch }: ApiClientOptions): Send {
  const client = createClient<PlainPaths>({ baseUrl, ...(fetch && { fetch }) });
  return async (method, url, { path, query, body, headers, signal } = {}) => {
    const bearer = await unlessAborted(signal, token);
    const init = {
      params: { ...(path && { path }), ...(query && { query }) },
      headers: {
        ...withIdempotencyKey(method, url, headers),
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    };
    const { data, error, response } = await client.request(method, url, init).catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw unreachable({ cause });
    });
    if (!response.ok) throw problemOf(error, response);
    if (response.status === NO_CONTENT) return undefined;
    if (!isEnvelope(data)) throw unreachable({ status: response.status });
    return data;
  };
}

/** Every success of ours has `data`; what has not is somebody else's, such as a network's page to sign in. */
function isEnvelope(body: unknown): body is { readonly data: unknown } {
  return typeof body === 'object' && body !== null && 'data' in body;
}
