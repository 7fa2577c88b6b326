/** Direction of the changed part: request or response. */
export type Direction = 'request' | 'response';

/** One difference between two documents. */
export interface Change {
  /** Stable id: the operation, the place in it and the kind of change. */
  readonly id: string;
  readonly breaking: boolean;
  /** What changed, as a sentence without a period. */
  readonly message: string;
  /** How to make the change in a compatible way. */
  readonly remedy?: string;
  /** Who is affected, if not every user of the operation. */
  readonly affects?: readonly string[];
}

/** A place in an operation. */
export interface Place {
  readonly id: string;
  /** `GET /v1/cards` */
  readonly operation: string;
  /** The part of the operation: `response 200`. Empty for the operation itself. */
  readonly part: string;
  /** The field in the part: `data.items.card_id`. Empty for the part itself. */
  readonly field: string;
  readonly direction: Direction;
}

/** The place of a field within a place. */
export function fieldOf(place: Place, name: string): Place {
  return { ...place, id: `${place.id}.${name}`, field: place.field ? `${place.field}.${name}` : name };
}

/** Creates a breaking change. `what` follows the place in the sentence. */
export function breaking(place: Place, kind: string, what: string, remedy: string): Change {
  return { id: `${place.id}: ${kind}`, breaking: true, message: `${describePlace(place)} ${what}`, remedy };
}

/** Creates a compatible change. `what` follows the place in the sentence. */
export function compatible(place: Place, kind: string, what: string): Change {
  return { id: `${place.id}: ${kind}`, breaking: false, message: `${describePlace(place)} ${what}` };
}

/**
 * Reports that fewer values are allowed. This is breaking in a request, because senders may still send the removed
 * values.
 */
export function narrowed(place: Place, kind: string, what: string): Change {
  if (place.direction === 'response') return compatible(place, kind, what);
  return breaking(place, kind, what, 'keep accepting the old values, and accept new ones in another field');
}

/** Reports that more values are allowed. This is breaking in a response, because readers don't know the new values. */
export function widened(
  place: Place,
  kind: string,
  what: string,
  remedy = 'keep sending only the old values, and send new ones in another field',
): Change {
  if (place.direction === 'request') return compatible(place, kind, what);
  return breaking(place, kind, what, remedy);
}

/** Formats a changed rule for a change id. Undefined means that the rule is absent. */
export function ruleChangeId(rule: string, old: unknown, now: unknown): string {
  const format = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));
  return `${rule} ${format(old)} → ${format(now)}`;
}

/** Describes a changed rule in words that follow the place. */
export function describeRuleChange(rule: string, old: unknown, now: unknown): string {
  if (old === undefined) return `now has the ${rule} ${JSON.stringify(now)}`;
  if (now === undefined) return `no longer has the ${rule} ${JSON.stringify(old)}`;
  return `has the ${rule} ${JSON.stringify(now)} instead of ${JSON.stringify(old)}`;
}

function describePlace({ operation, part, field }: Place): string {
  if (part === '') return operation;
  return field === '' ? `${operation}: ${part}` : `${operation}: field ${field} of ${part}`;
}
