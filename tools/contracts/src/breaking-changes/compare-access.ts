import { type Change, type Place, breaking, compatible } from './change.ts';
import type { DocumentedOperation } from './operations-of.ts';

const REMEDY = 'keep the access, and add another operation for the other callers';

/** Compares who may call an operation, and from where. */
export function compareAccess(
  before: DocumentedOperation,
  after: DocumentedOperation,
  place: Place,
): Change[] {
  return [...compareWho(before.access, after.access, place), ...compareExposure(before, after, place)];
}

function compareWho(old: string, now: string, place: Place): Change[] {
  if (old === now) return [];
  const what = `changed from ${old} to ${now}`;
  const kind = `who ${old} → ${now}`;
  return [includes(now, old) ? compatible(place, kind, what) : breaking(place, kind, what, REMEDY)];
}

/** Whether `wide` allows every caller that `narrow` allows. Owners are members. */
function includes(wide: string, narrow: string): boolean {
  return wide === 'public' || (wide === 'member' && narrow === 'owner');
}

function compareExposure(before: DocumentedOperation, after: DocumentedOperation, place: Place): Change[] {
  if (before.isExposed === after.isExposed) return [];
  if (after.isExposed) return [compatible(place, 'exposure internal → edge', 'now includes the edge')];
  const remedy = 'keep it at the edge, and add an internal operation';
  return [breaking(place, 'exposure edge → internal', 'no longer includes the edge', remedy)];
}
