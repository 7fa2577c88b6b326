import type { ValueType } from './value-kind.ts';

/** A field of a body or a response, or a query parameter. */
export interface Field extends ValueType {
  readonly name: string;
  readonly description?: string;
  /** Where a value of the response comes from, in the author's words. */
  readonly source?: string;
  readonly nullable?: boolean;
  /** The value while the last callee is unavailable, if that is a different value. */
  readonly partial?: string;
  readonly optional?: boolean;
  /** Whether the value identifies a person or contains contact details. */
  readonly personal?: boolean;
  /** Whether the value differs in each response. */
  readonly volatile?: boolean;
}
