import type { DeclaredOperation } from './existing.ts';
import { isKnown } from './find-similar.ts';
import { wordsOf } from './words.ts';

/** States of things that a list of the usual things may not contain: a declined purchase is in no ledger. */
const ENDED = /^(blocked|cancell?ed|declined|expired|failed|lost|refused|rejected)$/;

/** The state in the name of a thing that no filter of a list has as a choice: "declined" in "declined purchase". */
export function otherStateIn(about: string, { choices = {} }: DeclaredOperation): string | undefined {
  const known = new Set(Object.values(choices).flat());
  return wordsOf(about).find((word) => ENDED.test(word) && !known.has(word));
}

/** Whether a brief shows values, such as a reason, of things in a state that an existing list does not know. */
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
