import { ApiProblem } from '#libs/api-client';

/** How often a view asks again for something that is unavailable, unless the server asks for a longer wait (ms). */
const RECOVERY_MS = 5_000;
const SECONDS_PER_MINUTE = 60;

/** How long a view waits after an error before it asks again (ms). */
export function recoveryMs(error: unknown): number {
  return Math.max(RECOVERY_MS, waitOf(error) * 1_000);
}

/** A sentence that says when to try again. */
export function retryAdvice(error: unknown): string {
  const seconds = waitOf(error);
  if (seconds <= 0) return 'Try again in a moment.';
  if (seconds > SECONDS_PER_MINUTE) return `Try again in ${Math.ceil(seconds / SECONDS_PER_MINUTE)} minutes.`;
  return `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
}

/** The wait that the server asks for (s). */
function waitOf(error: unknown): number {
  return error instanceof ApiProblem ? (error.retryAfterSeconds ?? 0) : 0;
}
