import { type Brief, formOf } from '../answers/brief.ts';
import { missingIn } from '../design/problem-of-case.ts';
import { COMPANY, apiWord } from '../api-words.ts';
import { isOneOfMany, mentionsOneOfMany } from '../design/design-route.ts';
import { named } from '../answers/resolve-brief.ts';
import { plural, singular } from '../words.ts';

/** If the path would contain no id, asks whether a company can have more than one of the resource. */
export function askForLostId(given: Brief): string[] {
  const brief = named(given);
  const { about, inside = '', shows } = brief;
  const form = formOf(brief);
  if (apiWord(singular(inside)) !== COMPANY || form === 'new' || shows === 'a list' || shows === 'a file')
    return [];
  // In the account service, the path already contains the id.
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
    `Can a company have more than one ${one}? If so, leave out inside. The address then contains the id of the ${one}. If no operation lists ${plural(one)}, write the name of the brief that lists them under found_in. If a company has only one, ${remedy}.`,
  ];
}

/**
 * Finds a sentence such as "there is no such colleague". A brief has no sentence like this if a company has the
 * resource only once.
 */
function unknownIn({ about, when_nothing, goes_wrong }: Brief): string | undefined {
  const thing = apiWord(singular(about));
  return [when_nothing, ...goes_wrong.map(({ when }) => when)].find((text) => missingIn(text) === thing);
}
