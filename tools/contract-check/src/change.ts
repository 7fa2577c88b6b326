/** Which way what changed travels: to the service, or from it. */
export type Direction = 'request' | 'response';

/** One difference between two documents, for the one who sends or reads. */
export interface Change {
  /** Stable: the operation, where in it, and what happened there. */
  readonly id: string;
  readonly breaking: boolean;
  /** What changed, in plain words. */
  readonly says: string;
  /** How to have it without breaking anybody. */
  readonly instead?: string;
}

/** A place in an operation, and how to report what happened there. */
export interface Place {
  readonly id: string;
  readonly words: string;
  readonly direction: Direction;
}

/** A place within a place. */
export function within(place: Place, name: string): Place {
  return { ...place, id: `${place.id}.${name}`, words: `${place.words}.${name}` };
}

/** A change that breaks somebody; `what` goes after the place. */
export function breaks(place: Place, kind: string, what: string, instead: string): Change {
  return { id: `${place.id}: ${kind}`, breaking: true, says: `${place.words} ${what}`, instead };
}

/** A change that breaks nobody; `what` goes after the place. */
export function allows(place: Place, kind: string, what: string): Change {
  return { id: `${place.id}: ${kind}`, breaking: false, says: `${place.words} ${what}` };
}

/** Fewer values than before: senders may send what is refused now. */
export function narrowed(place: Place, kind: string, what: string): Change {
  if (place.direction === 'response') return allows(place, kind, what);
  return breaks(place, kind, what, 'go on taking what was taken, and add something beside it');
}

/** More values than before: readers may get what they do not know. */
export function widened(
  place: Place,
  kind: string,
  what: string,
  instead = 'go on answering as before, and say what is new in a field beside it',
): Change {
  if (place.direction === 'request') return allows(place, kind, what);
  return breaks(place, kind, what, instead);
}
