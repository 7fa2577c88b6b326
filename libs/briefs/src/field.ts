import type { ValueType } from './value-type.ts';

/** A field of a body or a response, or a query parameter. */
export interface Field extends ValueType {
  readonly name: string;
  readonly description?: string;
  readonly nullable?: boolean;
  /** The value while the last of the other services is unavailable, if it differs then. */
  readonly partial?: string;
  readonly optional?: boolean;
  /** Whether it tells who a person is, or how to reach them. */
  readonly personal?: boolean;
  /** Whether it differs in each response. */
  readonly volatile?: boolean;
}
