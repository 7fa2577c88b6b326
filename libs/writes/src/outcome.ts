import type { ProblemError } from '#libs/runtime';

/** What a write did to one entity. It names fields and holds none of their values. */
export interface AuditRecord {
  /** The kind of the entity in the singular, such as `card`. */
  readonly entity: string;
  readonly entityId: string;
  /** The account that the entity belongs to; null where it belongs to none. */
  readonly accountId: string | null;
  /** The names of the columns that have new values. */
  readonly changedFields: readonly string[];
}

/** How a write ended. The transaction commits whatever the outcome is; only an error rolls it back. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly result: T; readonly about: About }
  | { readonly kind: 'refused'; readonly refusal: ProblemError; readonly about: About };

/** What an outcome is about: the change that it made, or else the account alone; null where it is of no account. */
type About = AuditRecord | { readonly accountId: string | null };

/** The write took effect. */
export function changed<T>(result: T, audit: AuditRecord): Outcome<T> {
  return { kind: 'done', result, about: audit };
}

/** The write was in effect already, for an entity of this account. */
export function unchanged<T>(result: T, accountId: string | null): Outcome<T> {
  return { kind: 'done', result, about: { accountId } };
}

/** The domain refuses the write and nothing changed; `accountId` is null where the caller may not know the entity. */
export function refused(refusal: ProblemError, accountId: string | null): Outcome<never> {
  return { kind: 'refused', refusal, about: { accountId } };
}

/** The domain refuses the write, and the refusal itself changed something, such as a counter of attempts. */
export function refusedWithChange(refusal: ProblemError, audit: AuditRecord): Outcome<never> {
  return { kind: 'refused', refusal, about: audit };
}
