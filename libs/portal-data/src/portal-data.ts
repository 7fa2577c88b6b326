import type { Existing } from '#libs/briefs';

/** `npm run portal` writes this to `data.json`. */
export interface PortalData {
  readonly source: Source;
  readonly services: readonly PortalService[];
  readonly runbooks: readonly Link[];
  readonly operations: readonly PortalOperation[];
  readonly problems: readonly PortalProblem[];
  readonly screens: readonly PortalScreen[];
  readonly changes: History;
  readonly deprecations: readonly Deprecation[];
  readonly existing: Existing;
  /** Whether the figures come from deployment records or from a sample of invented records. */
  readonly figures: 'recorded' | 'sample';
}

/** Features that need a server. A static copy of the portal has none of these features. */
export interface PortalAbilities {
  readonly savesBriefs: boolean;
  readonly listsRequests: boolean;
}

export interface Source {
  /** RFC 3339. */
  readonly collectedAt: string;
  /** Null if there is no Git history: images contain none. */
  readonly commit: string | null;
  readonly isChanged: boolean;
  /** `owner/name` on GitHub. Null if the repository has no remote. */
  readonly repository: string | null;
  readonly stage: string;
}

export interface Link {
  readonly title: string;
  /** Null if the address of the repository is unknown. */
  readonly href: string | null;
  /** The path in the workspace, if the link leads to a file of the workspace. */
  readonly file?: string;
}

export interface PortalService {
  readonly name: string;
  readonly purpose: string;
  readonly owner: string;
  readonly port: number;
  readonly calls: readonly string[];
  readonly calledBy: readonly string[];
  readonly stores: readonly string[];
  readonly docs: string;
  readonly stages: readonly StageLinks[];
}

export interface StageLinks {
  readonly stage: string;
  readonly region: string;
  readonly dashboard: string;
  readonly alarms: string;
}

export interface PortalOperation {
  readonly service: string;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly access: string;
  readonly isExposed: boolean;
  /** Null for `ping`, which every service has. */
  readonly status: OperationState | null;
}

export interface OperationState {
  readonly mocked: boolean;
  readonly built: boolean;
  /** The specs that contain a passing test of the operation. Null if no tests have run. */
  readonly tested: readonly string[] | null;
  readonly deployed: 'yes' | 'no' | 'no records' | 'unknown';
}

export interface PortalProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** `service.operation`. Empty if every operation can return the problem. */
  readonly operations: readonly string[];
}

export interface PortalScreen {
  readonly file: string;
  readonly screen: string;
  readonly elements: readonly ScreenElement[];
  readonly faults: readonly string[];
}

export interface ScreenElement {
  readonly number: number;
  readonly element: string;
  readonly because?: string;
  /** `service.operation` */
  readonly operation?: string;
  /** The operation that is called when a user taps the element. */
  readonly opens?: string;
  readonly values: readonly ShownValue[];
  readonly states: readonly ElementState[];
}

export interface FieldSource {
  readonly operation: string;
  readonly example: string;
  /** JSON pointer into the response. */
  readonly pointer?: string;
  /** JSON pointer to a list. Its length is subtracted from the value. */
  readonly minusLengthOf?: string;
  readonly problem?: string;
  readonly value?: unknown;
}

export interface ShownValue extends FieldSource {
  readonly shows: string;
}

export interface ElementState extends FieldSource {
  readonly when: string;
  readonly kind?: 'empty' | 'error';
  readonly then: string;
  readonly test: string;
}

export interface History {
  readonly commits: readonly CommitChanges[];
  /** Whether the list lacks older commits, because of a limit or because this clone has no full history. */
  readonly isCut: boolean;
}

export interface CommitChanges {
  readonly commit: string;
  /** RFC 3339. */
  readonly date: string;
  readonly subject: string;
  readonly contracts: readonly ChangedContract[];
  /** The number of descriptions with new wording. */
  readonly wordings: number;
}

export interface ChangedContract {
  readonly service: string;
  readonly changes: readonly ContractChange[];
  /** The callers of the changed operations, and the screens that show these operations. */
  readonly affects: readonly string[];
}

/** A change that is the same for several operations is listed once. */
export interface ContractChange {
  /** `GET /v1/cards` */
  readonly operations: readonly string[];
  readonly breaking: boolean;
  /** Sentences without a period. */
  readonly messages: readonly string[];
  readonly remedy?: string;
}

export interface Deprecation {
  readonly service: string;
  /** `listCards`, or `Card.last_four`. */
  readonly name: string;
  readonly kind: 'operation' | 'parameter' | 'field';
  /** YYYY-MM-DD. Null for a field, because fields declare no date. */
  readonly since: string | null;
  /** YYYY-MM-DD. Null if no date is announced. */
  readonly sunset: string | null;
}
