import { type ProblemType, platformProblems } from '#contracts/vocabulary';

const SECONDS: ReadonlyMap<number, number> = new Map([
  [platformProblems.tooManyRequests.status, 60],
  [platformProblems.unavailable.status, 1],
]);

/** How many seconds a caller should wait before the next attempt. Undefined if a retry doesn't help. */
export function retryAfterSecondsOf({ status }: Pick<ProblemType, 'status'>): number | undefined {
  return SECONDS.get(status);
}
