import type { ProblemError } from '#libs/runtime';

/** The change of one entity by a write. It contains the names of fields, but not their values. */
export interface AuditRecord {
  /** The kind of the entity in the singular, such as `card`. */
  readonly entity: string;
  readonly entityId: string;
  /** The account of the entity. Null if it belongs to no account. */
  readonly accountId: string | null;
  /** The names of the columns that have new values. */
  readonly changedFields: readonly string[];
}

/** The outcome of a write. The transaction commits for every outcome. Only a thrown error rolls it back. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly result: T; readonly about: About }
  | { readonly kind: 'refused'; readonly refusal: ProblemError; readonly about: About };

/** The change that the write made, or only the account if nothing changed. */
type About = AuditRecord | { readonly accountId: string | null };

/** The write took effect. */
export function changed<T>(result: T, audit: AuditRecord): Outcome<T> {
  return { kind: 'done', result, about: audit };
}

/** The write had already taken effect, for an entity of this account. */
export function unchanged<T>(result: T, accountId: string | null): Outcome<T> {
  return { kind: 'done', result, about: { accountId } };
}

/** The domain refuses the write, and nothing changed. `accountId` is null if the caller must not know the entity. */
export function refused(refusal: ProblemError, accountId: string | null): Outcome<never> {
  return { kind: 'refused', refusal, about: { accountId } };
}

/** The domain refuses the write, and the refusal itself changed something, such as a counter of attempts. */
export function refusedWithChange(refusal: ProblemError, audit: AuditRecord): Outcome<never> {
  return { kind: 'refused', refusal, about: audit };
}
