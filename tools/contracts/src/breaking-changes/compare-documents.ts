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
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((route) => {
    const was = old.get(route);
    const is = now.get(route);
    const key = was?.key ?? is?.key ?? route;
    const { access = '', definition = {} } = was ?? is ?? {};
    const operationId = String(definition.operationId);
    const changes =
      was && is ? compareOperations({ before, after }, was, is) : [addedOrRemoved(key, Boolean(is))];
    return distinct(changes).map((change) => ({ ...change, operation: key, operationId, access }));
  });
}

/** Removes duplicates: an annotation may be declared on a schema and on its variants. */
function distinct(changes: readonly Change[]): Change[] {
  const found = [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
  const byId = Object.groupBy(found, ({ id }) => id);
  return found.map((change) => numbered(change, byId[change.id] ?? []));
}

/** An entry in breaking.yaml accepts exactly one change, so ids are unique. */
function numbered(change: Change, namesakes: readonly Change[]): Change {
  const position = namesakes.indexOf(change);
  return position > 0 ? { ...change, id: `${change.id} (${position + 1})` } : change;
}

function addedOrRemoved(key: string, isNew: boolean): Change {
  const place: Place = { id: key, operation: key, part: '', field: '', direction: 'request' };
  if (isNew) return compatible(place, 'added', 'was added');
  const remedy = 'keep it, mark it as deprecated, and remove it when nobody calls it';
  return breaking(place, 'removed', 'was removed', remedy);
}
