import type { DeclaredOperation } from '../existing.ts';
import { isKnown } from './find-similar.ts';
import { wordsOf } from '../words.ts';

/** States that an ordinary list may not contain: a declined purchase is not in the list of purchases. */
const ENDED = /^(blocked|cancell?ed|declined|expired|failed|lost|refused|rejected)$/;

/** Finds a state that no filter of the list allows: "declined" in "declined purchase". */
export function otherStateIn(about: string, { choices = {} }: DeclaredOperation): string | undefined {
  const known = new Set(Object.values(choices).flat());
  return wordsOf(about).find((word) => ENDED.test(word) && !known.has(word));
}

/** Whether the brief has a state that no filter of the list allows, and also shows new values, such as a reason. */
export function isOfOtherState(
  about: string,
  values: readonly { readonly name?: string }[],
  operation: DeclaredOperation,
): boolean {
  return (
    otherStateIn(about, operation) !== undefined &&
    values.some(({ name = '' }) => name !== '' && !isKnown(operation.shows, name))
  );
}
