import { ApiProblem, UNREACHABLE } from './api-problem.ts';
import { hasIdempotencyKey } from './idempotency-key.ts';
import type { Verb } from './types.ts';

const RETRY_AFTER_MS = 300;
/**
 * The client waits no longer than this before a retry. If the server asks for a longer wait, the call rejects and the
 * app decides.
 */
const LONGEST_WAIT_MS = 3_000;
const TEMPORARY = new Set([502, 503, 504]);

/**
 * Whether the client may send a request twice. The second request must have no effect, or have an idempotency key.
 */
export function isRepeatable(method: Verb, headers: Readonly<Record<string, string>>): boolean {
  if (method === 'post' || method === 'patch') return hasIdempotencyKey(headers);
  return true;
}

/** Returns the wait before a retry (ms). Returns undefined if a retry would not help. */
export function pauseBeforeRetry(error: unknown): number | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const { code, status, retryAfterSeconds } = error;
  const isLost = code === UNREACHABLE && status === undefined;
  const isBusy = code === 'IDEMPOTENCY_KEY_IN_USE';
  if (!isLost && !isBusy && !TEMPORARY.has(status ?? 0)) return undefined;
  const pause = retryAfterSeconds === undefined ? RETRY_AFTER_MS : retryAfterSeconds * 1_000;
  return pause > LONGEST_WAIT_MS ? undefined : pause;
}
