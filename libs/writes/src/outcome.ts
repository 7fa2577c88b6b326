import type { ProblemError } from '#libs/runtime';

/** Describes how a write changed one entity. Contains the names of the changed fields, but no values. */
export interface AuditRecord {
  /** The kind of entity in the singular, such as `card`. */
  readonly entity: string;
  readonly entityId: string;
  /** Null if the entity belongs to no account. */
  readonly accountId: string | null;
  readonly changedFields: readonly string[];
}

/** The transaction commits for every outcome. Only a thrown error rolls the transaction back. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly result: T; readonly about: About }
  | { readonly kind: 'refused'; readonly refusal: ProblemError; readonly about: About };

/** The change, or only the account if nothing changed. */
type About = AuditRecord | { readonly accountId: string | null };

export function changed<T>(result: T, audit: AuditRecord): Outcome<T> {
  return { kind: 'done', result, about: audit };
}

/** The entity already had the requested state. */
export function unchanged<T>(result: T, accountId: string | null): Outcome<T> {
  return { kind: 'done', result, about: { accountId } };
}

/** The service refuses the write, and nothing changed. `accountId` is null if the caller must not know the entity. */
export function refused(refusal: ProblemError, accountId: string | null): Outcome<never> {
  return { kind: 'refused', refusal, about: { accountId } };
}

/** The service refuses the write, but the refusal itself changed something, such as a counter of attempts. */
export function refusedWithChange(refusal: ProblemError, audit: AuditRecord): Outcome<never> {
  return { kind: 'refused', refusal, about: audit };
}
