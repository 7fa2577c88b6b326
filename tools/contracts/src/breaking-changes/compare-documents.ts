import { type Change, type Place, breaking, compatible } from './change.ts';
import { compareOperations } from './compare-operations.ts';
import type { Document } from './document.ts';
import { operationsOf } from './operations-of.ts';

/** A change and its operation. */
export interface OperationChange extends Change {
  /** `GET /v1/cards` */
  readonly operation: string;
  readonly operationId: string;
  readonly access: string;
}

/** Compares two documents of a service. */
export function compareDocuments(before: Document, after: Document): OperationChange[] {
  const old = operationsOf(before);
  const now = operationsOf(after);
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const was = old.get(key);
    const is = now.get(key);
    const { access = '', definition = {} } = was ?? is ?? {};
    const operationId = String(definition.operationId);
    const changes =
      was && is ? compareOperations({ before, after }, was, is) : [addedOrRemoved(key, Boolean(is))];
    return distinct(changes).map((change) => ({ ...change, operation: key, operationId, access }));
  });
}

/** Removes duplicates, for example from a body that two media types share. */
function distinct(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

function addedOrRemoved(key: string, isNew: boolean): Change {
  const place: Place = { id: key, operation: key, part: '', field: '', direction: 'request' };
  if (isNew) return compatible(place, 'added', 'was added');
  const remedy = 'keep it, mark it as deprecated, and remove it when nobody calls it';
  return breaking(place, 'removed', 'was removed', remedy);
}
