import type { Manifest } from '#libs/manifest';

/** Names that generated code can't declare. The value of each key is the reason. */
export type ReservedNames = Readonly<Record<string, string>>;

export interface DeclaredOperation {
  readonly service: string;
  readonly id: string;
  readonly method: string;
  readonly paths: readonly string[];
  readonly summary: string;
  readonly access: string;
  /** The names of the values in the request and the response. In a list, these are the values of one entry. */
  readonly sends: readonly string[];
  readonly shows: readonly string[];
  readonly isList: boolean;
  readonly filters?: readonly string[];
  /** The choices of a filter or of a shown value, by its name. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

export interface CodeNames {
  readonly exported: readonly string[];
  readonly problems?: readonly string[];
  readonly slugs: readonly string[];
}

export type Service = Pick<Manifest, 'name' | 'purpose' | 'calls' | 'bucket'>;

/** The operation that another brief describes. It may not be in a contract yet. */
export interface OtherBrief {
  readonly file: string;
  readonly operationId: string;
  /**
   * The resource that users can find or make with the operation, such as a card order. It is one of the API's words,
   * like the parent resource in `inside`.
   */
  readonly thing?: string;
  readonly inside?: string;
  /** Undefined if the brief does not name its service clearly. */
  readonly service?: string;
  /** Whether each resource has an id. For example, the freeze of a card has no id. */
  readonly hasId: boolean;
  /** Method and path, with `{}` for each parameter. Undefined if a question about the brief is open. */
  readonly request?: string | undefined;
}

/** Everything that a brief is checked against, as JSON values. */
export interface Existing {
  readonly services: readonly Service[];
  readonly operations: readonly DeclaredOperation[];
  /** The other briefs. The operations of other briefs may not be in a contract yet. */
  readonly briefs?: readonly OtherBrief[];
  readonly schemaIds: readonly string[];
  readonly reserved: ReservedNames;
  readonly names: Readonly<Record<string, CodeNames>>;
}
