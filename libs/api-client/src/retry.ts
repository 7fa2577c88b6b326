import { ApiProblem, UNREACHABLE } from './api-problem.ts';
import { hasIdempotencyKey } from './idempotency-key.ts';
import type { Verb } from './types.ts';

const RETRY_AFTER_MS = 300;
/** The maximum wait before a retry. If the server asks for a longer wait, the app decides. */
const LONGEST_WAIT_MS = 3_000;
const TEMPORARY = new Set([502, 503, 504]);

/** Whether the same request may be sent twice: it changes nothing, or the server recognizes the second request. */
export function isRepeatable(method: Verb, headers: Readonly<Record<string, string>>): boolean {
  if (method === 'post' || method === 'patch') return hasIdempotencyKey(headers);
  return true;
}

/** How long to wait before one more attempt (ms); undefined if a further attempt would not help. */
export function pauseBeforeRetry(error: unknown): number | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const { code, status, retryAfterSeconds } = error;
  const isLost = code === UNREACHABLE && status === undefined;
  const isBusy = code === 'IDEMPOTENCY_KEY_IN_USE';
  if (!isLost && !isBusy && !TEMPORARY.has(status ?? 0)) return undefined;
  const pause = retryAfterSeconds === undefined ? RETRY_AFTER_MS : retryAfterSeconds * 1_000;
  return pause > LONGEST_WAIT_MS ? undefined : pause;
}
