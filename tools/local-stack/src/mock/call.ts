import type { Operation } from '#contracts/vocabulary';
import type { ParsedRequest } from '#libs/http-rules';
import type { ExampleAccounts } from './example-accounts.ts';
import type { Preference } from './prefer.ts';
import type { Received } from './received.ts';
import type { WrittenEntities } from './written-entities.ts';

export interface Call {
  readonly operation: Operation;
  readonly siblings: readonly Operation[];
  readonly received: Received;
  readonly request: ParsedRequest;
  readonly preference: Preference | undefined;
  readonly written: WrittenEntities;
  readonly accounts: ExampleAccounts;
  /** The names of all scenarios. For each scenario, an account with the same name exists. */
  readonly scenarios: ReadonlySet<string>;
}
