import type { Brief } from '../answers/brief.ts';
import type { Draft } from '../answers/draft.ts';
import { isTime, periodInWords } from '../checks/find-lost-answers.ts';
import type { Design } from '../design/design.ts';
import { ANY_PERIOD, PERIOD } from '../values/period.ts';
import { periodOfName } from '../values/read-date.ts';
import { choicesIn } from '../values/text-kinds.ts';
import { snakeCase, spaced, wordsOf } from '../words.ts';

/** Words for data of a single user. "My company" does not match. */
const OWN =
  /\b(my|our|his|her|their) own\b|\bonly (mine|my own)\b|\bmy (?!compan|business|invoice|limit|credit|account|colleague|employee|boss)\w+|\bnot (those|the ones|that) of (my |the )?(colleagues?|others?)\b/i;

/** Notes that a list of "my" data shows data of the whole company. */
export function noteOwnThings(
  { does, name, find_by }: Brief,
  { shape, access, form, isSummary }: Design,
): string[] {
  const [words] = OWN.exec(`${name}. ${does}`) ?? [];
  const isFiltered = find_by.some((filter) => /\b(me|mine|my)\b/i.test(filter.name));
  const [person] = /\b(me|mine|I|my own)\b/.exec(`${name}. ${does}`) ?? [];
  if (person !== undefined && form === 'setting' && isSummary)
    return [
      `All members share this setting, so "${person}" has no effect. A change by one member applies to all members.`,
    ];
  if (words === undefined || isFiltered || shape !== 'page' || access === 'public' || access === 'support')
    return [];
  return [
    `Every member of a company gets the same list, so "${words.replace(/^my (?!own).*/i, 'my')}" has no effect. If each user should see only their own entries, write a filter under find_by, for example with the name "made by me" and the example "yes".`,
  ];
}

/** If a list has several dates, adds a note that says which date a period or "latest first" means. */
export function noteSeveralDates({ find_by, values, order }: Brief, { shape }: Design): string[] {
  const dates = values.filter(isTime);
  const [first] = dates;
  const isNarrowed = find_by.some(
    ({ name, example }) => PERIOD.test(example.trim()) && ANY_PERIOD.test(name.trim()),
  );
  const names = dates.flatMap(({ name }) => wordsOf(name));
  const isSorted =
    order !== undefined &&
    /\b(latest|newest|oldest|earliest)\b/i.test(order) &&
    !wordsOf(order).some((word) => names.includes(word));
  if (shape !== 'page' || first === undefined || dates.length < 2) return [];
  const remedy = 'date, write that date first under values.';
  if (isNarrowed)
    return [
      `${isSorted ? `The period and "${order}" use` : 'The period uses'} "${first.name}". To use a different ${remedy}`,
    ];
  return isSorted ? [`"${order}" sorts by "${first.name}". To sort by a different ${remedy}`] : [];
}

/** Notes that the sentence promises a period, but a request without a period returns all entries. */
export function noteOptionalPeriod({ does, shows, find_by }: Brief): string[] {
  const period = periodInWords(does);
  const optional = find_by.find((filter) => filter.always === 'no' && isTime(filter));
  if (period === undefined || optional === undefined || shows !== 'a list') return [];
  const { name } = optional;
  return [
    `If the app sends no ${name}, the list has all entries, not only the entries of "${period}". To prevent that, write "always: yes" under "${name}" in find_by, and leave "${period}" out under does.`,
  ];
}

/** Notes that a filter by quarter or week becomes a filter by any period. */
export function noteQuarters({ find_by }: Draft): string[] {
  return find_by
    .filter(({ example = '' }) => periodOfName(example.trim()) !== undefined)
    .map(
      ({ name = '', example = '' }) =>
        `The app sends the first and the last day of "${name}" as from and to. Periods other than "${example}" are also possible.`,
    );
}

/** Notes that the sentence names a state, such as "waiting", but the list has entries in all states. */
export function noteUnfilteredState({ does, shows, values, find_by, changes }: Brief): string[] {
  if (shows !== 'a list' || changes !== 'no') return [];
  // "Not paid", "when they were paid" and "whether they are paid" don't name the state of all entries.
  const words = wordsOf(does.replace(/\b(not|never|no longer|when|whether|how|if)\b.*/i, ''));
  const filters = find_by.map(({ name }) => snakeCase(name));
  return values.flatMap(({ name, example }) => {
    const [state, ...others] = choicesIn({ example }).filter((choice) => words.includes(choice));
    return state === undefined || others.length > 0 || filters.includes(snakeCase(name))
      ? []
      : [
          `The list has entries with every "${name}", not only "${state}". To show only these entries, write a filter under find_by with the name "${name}" and the example "${example}".`,
        ];
  });
}

/**
 * Adds a note about a list inside a response if its name contains a word such as "latest" but the list has no limit.
 */
export function noteUnlimitedLists({ shape, fields }: Design): string[] {
  return fields
    .filter(
      ({ name, kind }) => /^list of: /.test(kind) && /^(last(?!_names)|latest|newest|recent|top)_/.test(name),
    )
    .map(
      ({ name }) =>
        `"${spaced(name)}" has no limit. Write "list of up to 5:" for the first five${shape === 'one' ? ', and write under does which entries come first' : ''}.`,
    );
}
