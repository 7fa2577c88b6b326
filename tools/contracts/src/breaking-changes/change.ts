export type Direction = 'request' | 'response';

export interface Change {
  /** Identifies the change in breaking.yaml: the operation, the place and the kind of change. */
  readonly id: string;
  readonly breaking: boolean;
  /** What changed, as a sentence without a period. */
  readonly message: string;
  readonly remedy?: string;
  /** Who is affected. Undefined if every user of the operation is affected. */
  readonly affects?: readonly string[];
}

export interface Place {
  readonly id: string;
  /** `GET /v1/cards` */
  readonly operation: string;
  /** A part of the operation, such as `response 200`. Empty for the whole operation. */
  readonly part: string;
  /** A field, such as `data.items.card_id`. Empty for the whole part. */
  readonly field: string;
  readonly direction: Direction;
}

export function fieldOf(place: Place, name: string): Place {
  return { ...place, id: `${place.id}.${name}`, field: place.field ? `${place.field}.${name}` : name };
}

/** `what` follows the place in the message, as in `GET /v1/cards was removed`. */
export function breaking(place: Place, kind: string, what: string, remedy: string): Change {
  return { id: `${place.id}: ${kind}`, breaking: true, message: `${describePlace(place)} ${what}`, remedy };
}

/** `what` follows the place in the message, as in `GET /v1/cards was removed`. */
export function compatible(place: Place, kind: string, what: string): Change {
  return { id: `${place.id}: ${kind}`, breaking: false, message: `${describePlace(place)} ${what}` };
}

/**
 * Reports that fewer values are allowed. In a request this is breaking, because senders may still send the removed
 * values.
 */
export function narrowed(place: Place, kind: string, what: string): Change {
  if (place.direction === 'response') return compatible(place, kind, what);
  return breaking(place, kind, what, 'keep accepting the old values, and accept new ones in another field');
}

/** Reports that more values are allowed. In a response this is breaking, because readers don't know the new values. */
export function widened(
  place: Place,
  kind: string,
  what: string,
  remedy = 'keep sending only the old values, and send new ones in another field',
): Change {
  if (place.direction === 'request') return compatible(place, kind, what);
  return breaking(place, kind, what, remedy);
}

export function ruleChangeId(rule: string, old: unknown, now: unknown): string {
  const format = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));
  return `${rule} ${format(old)} → ${format(now)}`;
}

/** Returns the end of a message, such as `has the maxLength 5 instead of 9`. */
export function describeRuleChange(rule: string, old: unknown, now: unknown): string {
  if (old === undefined) return `now has the ${rule} ${JSON.stringify(now)}`;
  if (now === undefined) return `no longer has the ${rule} ${JSON.stringify(old)}`;
  return `has the ${rule} ${JSON.stringify(now)} instead of ${JSON.stringify(old)}`;
}

function describePlace({ operation, part, field }: Place): string {
  if (part === '') return operation;
  return field === '' ? `${operation}: ${part}` : `${operation}: field ${field} of ${part}`;
}
