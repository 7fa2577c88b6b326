import { platformProblems } from '#contracts/vocabulary';
import type { RequestRefusal } from './read-request.ts';

const FROM_AFTER_TO = 'must not be after to';

/** The reason why a cursor is invalid. */
export type CursorFault = 'does not come from this list' | 'belongs to another account or other filters';

/** The error for an invalid cursor. */
export function cursorRefusal(fault: CursorFault): RequestRefusal {
  return {
    problem: platformProblems.invalidRequest,
    detail: `The cursor ${fault}; leave it out to start from the first page`,
    errors: [{ in: 'query', pointer: '/cursor', detail: fault }],
  };
}

/** The error for a `from` after `to`. Undefined if the two days are in order. */
export function daysRefusal({ from, to }: { readonly from?: unknown; readonly to?: unknown }) {
  if (typeof from !== 'string' || typeof to !== 'string' || from <= to) return undefined;
  const refusal: RequestRefusal = {
    problem: platformProblems.invalidRequest,
    detail: `from: ${FROM_AFTER_TO}`,
    errors: [{ in: 'query', pointer: '/from', detail: FROM_AFTER_TO }],
  };
  return refusal;
}
