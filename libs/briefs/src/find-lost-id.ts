import { type Brief, formOf } from './brief.ts';
import { missingIn } from './design-problem.ts';
import { COMPANY, apiWord, isOneOfMany, mentionsOneOfMany } from './design-route.ts';
import { named } from './resolve-brief.ts';
import { singular } from './words.ts';

/**
 * Asks about a part of a company whose brief is about one of many, such as a colleague. The address of a part that
 * exists once has no id, so the operation could not know which one it is about.
 */
export function askForLostId(given: Brief): string[] {
  const brief = named(given);
  const { about, inside = '', shows } = brief;
  const form = formOf(brief);
  if (apiWord(singular(inside)) !== COMPANY || form === 'new' || shows === 'a list' || shows === 'a file')
    return [];
  // The service whose paths contain the company puts the id of the part into the path.
  if (brief.service === COMPANY && isOneOfMany(brief)) return [];
  const unknown = unknownIn(brief);
  const isAction = form === 'action' || form === 'edit' || form === 'removal';
  if (unknown === undefined && !(isAction && mentionsOneOfMany(brief))) return [];
  const one = singular(about);
  const remedy =
    unknown === undefined
      ? `write "the ${one}" under does`
      : `replace "${unknown}", for example with "There is no ${one} yet"`;
  return [
    `Can a company have more than one ${one}? If so, leave out inside: the address then has the ${one}'s id. If a company has only one, ${remedy}.`,
  ];
}

/** The sentence of a brief that says that there is no such thing. A thing that exists once is never an unknown one. */
function unknownIn({ about, when_nothing, goes_wrong }: Brief): string | undefined {
  const thing = apiWord(singular(about));
  return [when_nothing, ...goes_wrong.map(({ when }) => when)].find((text) => missingIn(text) === thing);
}
