import { platformProblems } from '#contracts/vocabulary';
import type { RequestRefusal } from './read-request.ts';

export type CursorFault = 'does not come from this list' | 'belongs to another account or other filters';

export function cursorRefusal(fault: CursorFault): RequestRefusal {
  return {
    problem: platformProblems.invalidRequest,
    detail: `The cursor ${fault}; leave it out to start from the first page`,
    errors: [{ in: 'query', pointer: '/cursor', detail: fault }],
  };
}

/**
 * Returns an error if a range is empty. A range is empty if `from` is after `to`, or if `minimum_amount` is above
 * `maximum_amount`.
 */
export function rangeRefusal(query: object): RequestRefusal | undefined {
  const given = new Map<string, unknown>(Object.entries(query));
  const [from, to] = [given.get('from'), given.get('to')];
  if (typeof from === 'string' && typeof to === 'string' && from > to)
    return refusalOf('from', 'must not be after to');
  const refused = [...given].find(([name, minimum]) => {
    const maximum = given.get(maximumOf(name));
    return typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum;
  });
  return refused && refusalOf(refused[0], `must not be above ${maximumOf(refused[0])}`);
}

function maximumOf(minimum: string): string {
  return minimum.replace(/^minimum_/, 'maximum_');
}

function refusalOf(parameter: string, detail: string): RequestRefusal {
  return {
    problem: platformProblems.invalidRequest,
    detail: `${parameter}: ${detail}`,
    errors: [{ in: 'query', pointer: `/${parameter}`, detail }],
  };
}
