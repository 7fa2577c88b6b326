import { ApiProblem } from '#libs/api-client';

/** A view asks again for unavailable data after this time (ms), unless the server asks for a longer wait. */
const RECOVERY_MS = 5_000;
const SECONDS_PER_MINUTE = 60;

export function recoveryMs(error: unknown): number {
  return Math.max(RECOVERY_MS, waitOf(error) * 1_000);
}

/** A sentence for the user, such as "Try again in 30 seconds." */
export function retryAdvice(error: unknown): string {
  const seconds = waitOf(error);
  if (seconds <= 0) return 'Try again in a moment.';
  if (seconds > SECONDS_PER_MINUTE) return `Try again in ${Math.ceil(seconds / SECONDS_PER_MINUTE)} minutes.`;
  return `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
}

/** The wait in seconds. 0 if the server does not ask for a wait. */
function waitOf(error: unknown): number {
  return error instanceof ApiProblem ? (error.retryAfterSeconds ?? 0) : 0;
}
