import { needsRole } from '#contracts/vocabulary';
import { type Change, type Place, compatible } from './change.ts';
import { compareOperations } from './compare-operations.ts';
import type { Document, Documents } from './document.ts';
import { type DocumentedOperation, operationsOf } from './operations-of.ts';
import { removal } from './sunset.ts';

export interface OperationChange extends Change {
  /** `GET /v1/cards` */
  readonly operation: string;
  readonly operationId: string;
  readonly access: string;
}

/** Compares two documents of a service. `today` (YYYY-MM-DD) decides which sunsets have passed. */
export function compareDocuments(
  before: Document,
  after: Document,
  today = new Date().toISOString().slice(0, 10),
): OperationChange[] {
  const documents: Documents = { before, after, today };
  const old = operationsOf(before);
  const now = operationsOf(after);
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((route) => {
    const was = old.get(route);
    const is = now.get(route);
    const key = was?.key ?? is?.key ?? route;
    const { access = '', definition = {} } = was ?? is ?? {};
    const operationId = String(definition.operationId);
    const changes =
      was && is
        ? compareOperations(documents, was, is)
        : [was ? removed(documents, key, was) : added(key, access)];
    return distinct(changes).map((change) => ({ ...change, operation: key, operationId, access }));
  });
}

/** Removes duplicates. A schema and its variants can declare the same annotation. */
function distinct(changes: readonly Change[]): Change[] {
  const found = [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
  const byId = Object.groupBy(found, ({ id }) => id);
  return found.map((change) => numbered(change, byId[change.id] ?? []));
}

/** Makes ids unique, because an entry in breaking.yaml accepts exactly one change. */
function numbered(change: Change, namesakes: readonly Change[]): Change {
  const position = namesakes.indexOf(change);
  return position > 0 ? { ...change, id: `${change.id} (${position + 1})` } : change;
}

/** The message contains the operation's access, unless every member may call the operation. */
function added(key: string, access: string): Change {
  const role = needsRole({ access }) ? `. Its access is ${access}` : '';
  return compatible(placeOf(key), 'added', `was added${role}`);
}

function removed(documents: Documents, key: string, { definition }: DocumentedOperation): Change {
  const remedy = 'keep it, set deprecated and sunset, and remove it after the sunset';
  return removal(documents, definition, placeOf(key), { what: 'was removed', remedy });
}

function placeOf(key: string): Place {
  return { id: key, operation: key, part: '', field: '', direction: 'request' };
}
