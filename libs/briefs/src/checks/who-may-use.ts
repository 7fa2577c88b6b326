import type { Design } from '../design/design.ts';
import { COMPANY, apiWord } from '../api-words.ts';
import { draftOf, readAnswers } from '../answers/draft.ts';
import type { DeclaredOperation, Existing } from '../existing.ts';
import { isAbout } from './known-things.ts';
import { WHO, changeIn, showsIn } from '../answers/questions.ts';
import { splitThing } from '../answers/split-thing.ts';
import { singular, wordsOf } from '../words.ts';

interface Subject {
  readonly thing?: string;
  /** The texts of a summary. Empty for a list, because everybody may get the same list. */
  readonly texts: readonly string[];
}

/**
 * Asks about an operation for anybody if it is about a company, or about data that only members may see. With an id in
 * the path, people who are not signed in could find out which ids exist. Without an id, the service would not know the
 * company.
 */
export function askWhoMayUse(design: Design, operations: readonly DeclaredOperation[]): string | undefined {
  const { access, param, subject = '', isSummary, summary, about, fields } = design;
  if (access !== 'public') return undefined;
  const sources = fields.map(({ description = '' }) => description).join('. ');
  const texts = isSummary ? [summary, about, sources] : [];
  const thing = thingOfMembers(param === undefined ? { texts } : { thing: subject, texts: [] }, operations);
  if (thing === undefined) return undefined;
  const named = ['does', 'about', 'from'].filter((_, at) => wordsIn(texts[at] ?? '').includes(thing));
  const where = param === undefined ? named.join(' and ') : 'about and inside';
  return `Is the operation about one ${thing}? If so, write "members of the company" under who, because other people must not read or change it. If the response is the same for everybody, such as opening hours, don't name the ${thing} under ${where}.`;
}

/** The answers to `who` that are possible for this brief. The brief may be incomplete. */
export function whoMayUse({ operations }: Existing, yaml: string): string[] {
  const { about, inside, shows, changes, does, values } = draftOf(readAnswers(yaml));
  const isOnce = showsIn(shows) === 'one summary';
  const hasId = !isOnce && showsIn(shows) !== 'a list' && changeIn(changes) !== 'new';
  const owner = inside === '' && hasId ? about : inside;
  const subject =
    owner === ''
      ? { texts: isOnce ? [does, about, ...values.map(({ from = '' }) => from)] : [] }
      : { thing: apiWord(singular(splitThing(owner).about)), texts: [] };
  const isOfMembers = thingOfMembers(subject, operations) !== undefined;
  return WHO.filter(({ access }) => access !== 'public' || !isOfMembers).map(({ answer }) => answer);
}

/**
 * Returns the resource of the subject that only members may see, such as "company". Undefined if everybody may see the
 * subject.
 */
function thingOfMembers(
  { thing, texts }: Subject,
  operations: readonly DeclaredOperation[],
): string | undefined {
  const isOfMembers = (name: string) =>
    operations.some((known) => known.access !== 'public' && isAbout(known, name));
  if (thing === COMPANY) return 'company';
  if (thing !== undefined) return isOfMembers(thing) ? thing : undefined;
  const words = texts.flatMap(wordsIn);
  return words.includes('company') ? 'company' : words.find((word) => isOfMembers(apiWord(word)));
}

function wordsIn(text: string): string[] {
  return wordsOf(text).map(singular);
}
