import { createHash } from 'node:crypto';
import type { Operation } from '#contracts/vocabulary';
import type { Caller } from '#libs/auth';
import { accountIn } from '#libs/http-rules';

export interface WriteRequest {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
}

/** Contains hashes, so that nobody can read the key or the body in the database. */
export interface KeyedRequest {
  /** The hash of the key with its scope: the caller, the operation, and the account or the entity in the path. */
  readonly keyHash: Buffer;
  /** The hash of the key, its scope, the query and the body. A repeated request must have the same hash. */
  readonly fingerprint: Buffer;
}

export function keyedRequest(operation: Operation, request: WriteRequest): KeyedRequest | undefined {
  const { caller, params, query, body, idempotencyKey } = request;
  if (idempotencyKey === undefined) return undefined;
  const scope = [operation.id, actorOf(caller), params, accountIn(query) ?? accountIn(body), idempotencyKey];
  return { keyHash: hash(scope), fingerprint: hash([scope, query, body]) };
}

export function actorOf(caller: Caller): { readonly kind: Caller['kind']; readonly id: string | null } {
  switch (caller.kind) {
    case 'member':
    case 'support':
      return { kind: caller.kind, id: caller.userId };
    case 'machine':
      return { kind: caller.kind, id: caller.name };
    case 'anonymous':
      return { kind: caller.kind, id: null };
  }
}

function hash(value: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(value)).digest();
}

/** Sorts the keys, so that the order of fields does not matter. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
