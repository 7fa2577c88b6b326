import type { ValueType } from '../values/value-kind.ts';

export interface Field extends ValueType {
  readonly name: string;
  readonly description?: string;
  /** The source of a value in the response, in the author's words. */
  readonly source?: string;
  readonly nullable?: boolean;
  /** The value while the last callee is unavailable. Undefined if the value stays the same. */
  readonly partial?: string;
  readonly optional?: boolean;
  readonly personal?: boolean;
  /** Whether each response has a different value, such as an expiry time. */
  readonly volatile?: boolean;
}
