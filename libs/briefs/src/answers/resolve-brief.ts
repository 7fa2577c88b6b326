import { type Brief, type SentValue, formOf } from './brief.ts';
import { COMPANY, apiWord } from '../api-words.ts';
import type { Service } from '../existing.ts';
import { ownerOf } from './find-service.ts';
import { withoutCompanyFilter } from './of-all-companies.ts';
import { readBounds } from './read-bounds.ts';
import { periodOfName } from '../values/read-date.ts';
import { readRanges } from './read-ranges.ts';
import { STATE, splitThing } from './split-thing.ts';
import { withEmptyList } from '../values/value-type.ts';
import { singular, wordsOf } from '../words.ts';

/** Combines answers to find the parent resource and the service that owns the operation. */
export function resolveBrief(brief: Brief, services: readonly Service[]): Brief {
  return composed(
    partOfCompany(
      withoutState(
        withoutCompanyFilter(named(withEmptyLists(readRanges(readBounds(withPeriods(brief)))))),
        services,
      ),
      services,
    ),
    services,
  );
}

/** Turns a filter by a quarter or a week into a period, which every list supports. */
function withPeriods(brief: Brief): Brief {
  const find_by = brief.find_by.map((filter) => {
    const period = periodOfName(filter.example.trim());
    return period === undefined ? filter : { ...filter, name: 'period', example: period };
  });
  return { ...brief, find_by };
}

/**
 * Allows empty lists in a setting, unless a case refuses an empty list. A setting replaces the whole list, and a user
 * may remove the last entry.
 */
function withEmptyLists(brief: Brief): Brief {
  if (formOf(brief) !== 'setting') return brief;
  const send = brief.send.map((value) =>
    mayBeEmpty(brief, value) ? { ...value, example: withEmptyList(value.example) } : value,
  );
  return { ...brief, send };
}

/** False if a case such as "no country is chosen" or "the list is empty" refuses an empty list. */
function mayBeEmpty({ goes_wrong }: Brief, { name }: SentValue): boolean {
  const words = wordsOf(singular(name)).join(' ');
  return !goes_wrong.some(({ when }) =>
    new RegExp(String.raw`^no (\w+ )?${words}\b|^the (list|${words}) \w+ empty$`).test(
      wordsOf(when).map(singular).join(' '),
    ),
  );
}

export function named(brief: Brief): Brief {
  const { about, inside } = splitThing(brief.about);
  const given = brief.inside === undefined ? inside : splitThing(brief.inside).about;
  return { ...brief, about, ...(given !== undefined && { inside: given }) };
}

/**
 * Removes the state from a name: a declined purchase is a purchase, and a new card order is a card order. A list keeps
 * the state, because the state narrows the list.
 */
function withoutState(brief: Brief, services: readonly Service[]): Brief {
  const [state = '', ...thing] = brief.about.split(/\s+/);
  const about = thing.join(' ');
  if (brief.shows === 'a list' || about === '' || !STATE.test(state.toLowerCase())) return brief;
  const isNew = formOf(brief) === 'new' && /^new$/i.test(state);
  return isNew || ownerOf(about, services) !== undefined ? { ...brief, about } : brief;
}

/**
 * Removes the company as the parent, because the path does not contain the company. Only paths of the account service
 * contain the company.
 */
function partOfCompany(brief: Brief, services: readonly Service[]): Brief {
  const { inside = isChosenByFilter(brief, services) ? COMPANY : undefined, ...rest } = brief;
  if (inside === undefined || apiWord(singular(inside)) !== COMPANY || brief.service === COMPANY)
    return inside === undefined ? brief : { ...rest, inside };
  if (brief.shows === 'a file') return { ...rest, viewOf: COMPANY };
  const isOne = brief.shows === 'one thing' && formOf(brief) !== 'new';
  return { ...rest, ...(isOne && { shows: 'one summary' }) };
}

/**
 * Whether a required filter identifies a single result, such as the year of a yearly statement. A card needs its id,
 * even if a filter names a month.
 */
function isChosenByFilter(brief: Brief, services: readonly Service[]): boolean {
  const { about, shows, find_by, found_in } = brief;
  const isOne = shows === 'a file' || shows === 'one thing';
  return (
    isOne &&
    formOf(brief) === 'read' &&
    found_in === undefined &&
    (apiWord(singular(about)) === COMPANY || ownerOf(about, services) === undefined) &&
    find_by.some(({ always }) => always === 'yes')
  );
}

/**
 * Moves an operation with values of several services to the service that may call all of them. An extended list stays
 * in its service, because the brief adds no values.
 */
function composed(brief: Brief, services: readonly Service[]): Brief {
  if (brief.extends !== undefined)
    return { ...brief, values: brief.values.map(({ service: _, ...value }) => value) };
  const thing = brief.inside ?? brief.about;
  const subject = ownerOf(thing, services);
  if (!brief.values.some(({ service }) => service !== undefined && service !== brief.service))
    return { ...brief, values: brief.values.map(({ service: _, ...value }) => value) };
  const own = subject ?? brief.service;
  const owners = new Set([own, ...brief.values.map(({ service = own }) => service)]);
  const askers = services.filter(({ name, calls }) =>
    [...owners].every((owner) => owner === name || calls.includes(owner)),
  );
  const asker = askers.find(({ name }) => name === brief.service) ?? askers[0];
  if (!asker || (formOf(brief) !== 'read' && asker.name !== brief.service)) return brief;
  const values = brief.values.map(({ service = own, ...value }) =>
    service === asker.name ? value : { ...value, service },
  );
  if (subject === undefined || subject === asker.name) return { ...brief, service: asker.name, values };
  const { inside, ...rest } = brief;
  const about = inside === undefined ? `${singular(brief.about)} overview` : brief.about;
  return { ...rest, service: asker.name, values, about, viewOf: singular(thing) };
}
