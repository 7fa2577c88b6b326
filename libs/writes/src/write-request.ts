import { createHash } from 'node:crypto';
import type { Operation } from '#contracts/vocabulary';
import type { Caller } from '#libs/auth';

/** What a write knows of its request; the validated request of every handler is one. */
export interface WriteRequest {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
}

/** A request with a key, reduced to two hashes. Nobody can compute the key or the body from them. */
export interface KeyedRequest {
  /** Of the key and its scope: the caller, the operation, and the account, or the entity in the path, which has one account. */
  readonly keyHash: Buffer;
  /** Of everything that must be the same when the key comes again. */
  readonly fingerprint: Buffer;
}

/** The hashes of a request that has a key; undefined where it has none. */
export function keyedRequest(operation: Operation, request: WriteRequest): KeyedRequest | undefined {
  const { caller, params, query, body, idempotencyKey } = request;
  if (idempotencyKey === undefined) return undefined;
  const scope = [operation.id, actorOf(caller), params, accountIn(query) ?? accountIn(body), idempotencyKey];
  return { keyHash: hash(scope), fingerprint: hash([scope, query, body]) };
}

function accountIn(part: unknown): unknown {
  return typeof part === 'object' && part !== null && 'account_id' in part ? part.account_id : undefined;
}

/** Who acts, as the audit log and the scope of a key name them. */
export function actorOf(caller: Caller): { readonly kind: Caller['kind']; readonly id: string | null } {
  switch (caller.kind) {
    case 'member':
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

/** JSON in which the order of an object's fields makes no difference. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
