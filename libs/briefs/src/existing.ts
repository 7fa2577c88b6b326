import type { Manifest } from '#libs/manifest';

/** Names that generated code can't declare, each with the reason. */
export type ReservedNames = Readonly<Record<string, string>>;

/** An operation of a contract: the facts that its source states in literals, and its document. */
export interface DeclaredOperation {
  readonly service: string;
  readonly id: string;
  readonly method: string;
  readonly paths: readonly string[];
  readonly summary: string;
  readonly access: string;
  /**
   * The names of the values in the request and in the response. For a list, they are the values of an entry. Empty
   * until a document contains the operation.
   */
  readonly sends: readonly string[];
  readonly shows: readonly string[];
  readonly isList: boolean;
  /** The query parameters that narrow a list. */
  readonly filters?: readonly string[];
  /** The words that a filter may be, by the name of the filter. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

/** The names of a service's code. */
export interface CodeNames {
  /** The constants that its contract exports. */
  readonly exported: readonly string[];
  /** The constants that hold its problems. */
  readonly problems?: readonly string[];
  /** The names of its operations' files and folders. */
  readonly slugs: readonly string[];
}

export type Service = Pick<Manifest, 'name' | 'purpose' | 'calls' | 'bucket'>;

/** Everything in the workspace that a brief is checked against. It can be sent as JSON. */
export interface Existing {
  readonly services: readonly Service[];
  readonly operations: readonly DeclaredOperation[];
  /** The names of the schemas that the documents publish. */
  readonly schemaIds: readonly string[];
  readonly reserved: ReservedNames;
  /** The names of each service's code, by service. */
  readonly names: Readonly<Record<string, CodeNames>>;
}
