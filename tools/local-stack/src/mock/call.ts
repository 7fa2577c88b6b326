import type { Operation, ParsedRequest } from '#contracts/vocabulary';
import type { Preference } from './prefer.ts';
import type { WrittenEntities } from './written-entities.ts';

/** The parts of a request that select an example, as the caller sent them. */
export interface Received {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A valid request, and everything that its response depends on. */
export interface Call {
  readonly operation: Operation;
  /** All operations of the same contract. */
  readonly siblings: readonly Operation[];
  readonly received: Received;
  readonly request: ParsedRequest;
  readonly preference: Preference | undefined;
  readonly written: WrittenEntities;
}
