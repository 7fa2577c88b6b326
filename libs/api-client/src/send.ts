import createClient from 'openapi-fetch';
import { problemOf, unreachable } from './api-problem.ts';
import { withIdempotencyKey } from './idempotency-key.ts';
import type { PlatformRequest, PlatformResponse, PlatformSignal } from './platform.ts';
import type { Verb } from './types.ts';
import { isRepeatable, pauseBeforeRetry } from './retry.ts';
import { unlessAborted } from './unless-aborted.ts';
import { wellFormed } from './well-formed.ts';
import { withinTime } from './within-time.ts';

const DEFAULT_TIMEOUT_MS = 15_000;

export interface ApiClientOptions {
  readonly baseUrl: string;
  /**
   * Returns the token. The client calls this function before each attempt, so the function can refresh the token.
   * Return undefined for operations that need no token. If the function throws an error, the call rejects with that
   * error. The client does not retry a 401. Refresh the token here, or when a call rejects with 401.
   */
  readonly token: () => string | undefined | Promise<string | undefined>;
  /** How long a call may take, including its retry (ms). The default is 15 s. Infinity means no limit. */
  readonly timeoutMs?: number;
  /** Replaces the platform's fetch. */
  readonly fetch?: (request: PlatformRequest) => Promise<PlatformResponse>;
}

/** The compiler has already checked these values against the operation. */
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

/**
 * Creates the function that sends all requests. This function resolves to the body, or rejects with an ApiProblem. It
 * retries once if the failure is temporary and the request can safely be sent twice.
 */
export function createSend({ timeoutMs = DEFAULT_TIMEOUT_MS, ...options }: ApiClientOptions): Send {
  const attempt = createAttempt(options);
  return (method, path, request = {}) =>
    withinTime(timeoutMs, request.signal, async (signal) => {
      const headers = withIdempotencyKey(method, path, request.headers);
      const send = () => attempt(method, path, { ...request, headers, signal });
      try {
        return await send();
      } catch (error) {
        const pause = isRepeatable(method, headers) ? pauseBeforeRetry(error) : undefined;
        if (pause === undefined) throw error;
        await unlessAborted(signal, () => new Promise((resolve) => void setTimeout(resolve, pause)));
        return send();
      }
    });
}

function createAttempt({ baseUrl, token, fetch }: Omit<ApiClientOptions, 'timeoutMs'>): Send {
  const client = createClient<PlainPaths>({ baseUrl });
  return async (method, url, { path, query, body, headers, signal } = {}) => {
    assertStaysInPath(path);
    const bearer = await unlessAborted(signal, token);
    let isSent = false;
    const init = {
      params: { ...(path && { path: wellFormed(path) }), ...(query && { query: wellFormed(query) }) },
      headers: { ...headers, ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
      fetch: (request: Request) => {
        isSent = true;
        return (fetch ?? globalThis.fetch)(request);
      },
    };
    const { data, error, response } = await client.request(method, url, init).catch((cause: unknown) => {
      // The app caused this error: the request can't be created, for example because a header is invalid.
      if (!isSent || signal?.aborted) throw cause;
      throw unreachable({ cause });
    });
    if (!response.ok) throw problemOf(error, response);
    if (response.status === NO_CONTENT) return undefined;
    if (!isEnvelope(data)) throw unreachable({ status: response.status });
    return data;
  };
}

/** Throws a TypeError for a value that would change the path: fetch removes the segments `.` and `..`. */
function assertStaysInPath(path: Readonly<Record<string, unknown>> = {}): void {
  for (const [name, value] of Object.entries(path))
    if (['', '.', '..'].includes(String(value)))
      throw new TypeError(`The path parameter ${name} is "${String(value)}". Pass an id.`);
}

/**
 * Every successful response of the API has `data`. A body without `data` comes from a different server, such as a
 * network's sign-in page.
 */
function isEnvelope(body: unknown): body is { readonly data: unknown } {
  return typeof body === 'object' && body !== null && 'data' in body;
}
