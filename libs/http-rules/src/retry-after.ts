import { type ProblemType, platformProblems } from '#contracts/vocabulary';

const SECONDS: ReadonlyMap<number, number> = new Map([
  [platformProblems.tooManyRequests.status, 60],
  [platformProblems.unavailable.status, 1],
]);

/** How long a caller should wait before the next attempt, in seconds. Undefined if a further attempt does not help. */
export function retryAfterSecondsOf({ status }: Pick<ProblemType, 'status'>): number | undefined {
  return SECONDS.get(status);
}
