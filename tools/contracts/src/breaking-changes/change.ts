/** Direction of the changed part: request or response. */
export type Direction = 'request' | 'response';

/** One difference between two documents. */
export interface Change {
  /** Stable id: the operation, the place in it and the kind of change. */
  readonly id: string;
  readonly breaking: boolean;
  /** The change in plain words. */
  readonly says: string;
  /** How to make the change compatibly. */
  readonly instead?: string;
}

/** A place in an operation. */
export interface Place {
  readonly id: string;
  readonly words: string;
  readonly direction: Direction;
}

/** A place within a place. */
export function within(place: Place, name: string): Place {
  return { ...place, id: `${place.id}.${name}`, words: `${place.words}.${name}` };
}

/** Creates a breaking change. `what` follows the place in the sentence. */
export function breaks(place: Place, kind: string, what: string, instead: string): Change {
  return { id: `${place.id}: ${kind}`, breaking: true, says: `${place.words} ${what}`, instead };
}

/** Creates a compatible change. `what` follows the place in the sentence. */
export function allows(place: Place, kind: string, what: string): Change {
  return { id: `${place.id}: ${kind}`, breaking: false, says: `${place.words} ${what}` };
}

/** Fewer values than before: breaking in a request, because senders may still send the removed values. */
export function narrowed(place: Place, kind: string, what: string): Change {
  if (place.direction === 'response') return allows(place, kind, what);
  return breaks(place, kind, what, 'go on taking what was taken, and add something beside it');
}

/** More values than before: breaking in a response, because readers don't know the new values. */
export function widened(
  place: Place,
  kind: string,
  what: string,
  instead = 'go on answering as before, and say what is new in a field beside it',
): Change {
  if (place.direction === 'request') return allows(place, kind, what);
  return breaks(place, kind, what, instead);
}
