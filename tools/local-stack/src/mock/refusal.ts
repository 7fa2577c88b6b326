import type { Operation, ProblemType } from '#contracts/vocabulary';
import { isRecord } from './is-record.ts';

/** The problem of an operation that an entity gives as the reason why one of its actions is not allowed. */
export function refusalOf(operation: Operation, entity: unknown): ProblemType | undefined {
  if (!isRecord(entity) || !isRecord(entity.actions)) return undefined;
  const reasons = Object.values(entity.actions).map((action) => isRecord(action) && action.reason);
  return operation.problems.find(({ code }) => reasons.includes(code));
}
