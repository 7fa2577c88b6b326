import { type Brief, accessOf, formOf } from '../answers/brief.ts';
import type { Draft } from '../answers/draft.ts';
import { COMPANY } from '../api-words.ts';
import type { Service } from '../existing.ts';
import { ownerOf } from '../answers/find-service.ts';
import { askAboutCompanies } from '../answers/of-all-companies.ts';
import { MOST_ENTRIES, limitOf } from '../answers/read-limit.ts';
import { PERIOD } from '../values/period.ts';
import type { NamedExample } from '../values/value-kind.ts';
import { valueType } from '../values/value-type.ts';
import { allOf, anyOf, wordsOf } from '../words.ts';

const AMOUNT = /\b\d[\d\s]*(?:[.,]\d+)? ?(?:kr|sek|%|percent)(?!\p{L})/giu;
/** Matches "always" after an amount, unless "always" belongs to the next amount: "500 kr, always 100 kr". */
const ALWAYS_AFTER = /^,? always\b(?! *\d)/i;
const PERIOD_IN_WORDS =
  /\b(this|last|past|current|previous) (week|month|quarter|year|(\d+|two|three|six|twelve) (days|weeks|months|years))\b|\b(first|second|last) (half|part|\w+ days|\w+ weeks) of (the|this|a|each|every) (week|month|quarter|year)\b/i;
const SHOWN_PERIODS: Readonly<Record<string, string>> = {
  week: '2026-W24',
  month: 'June 2026',
  quarter: 'Q2 2026',
  year: '2026',
};
const OTHER_PEOPLE = /\b(owners?|admin\w*|managers?|bosse?s?|bookkeepers?|accountants?|cardholders?)\b/i;
/**
 * A source often names these services but does not mean their data. For example, "the company's agreement" is not data
 * of the account service.
 */
const USERS = new Set([COMPANY, 'customer']);

export function findLostAnswers(brief: Brief, draft: Draft, services: readonly Service[]): string[] {
  const { shows, find_by } = brief;
  const isSearched = shows === 'one thing' && formOf(brief) === 'read' && find_by.length > 0;
  return [
    ...(isSearched && brief.inside === undefined && brief.viewOf === undefined
      ? [
          'The operation finds one thing by its id. If the user searches for the thing, write "a list" under shows. If not, write [] under find_by.',
        ]
      : []),
    ...refuseComposedParts(brief, draft),
    ...askAboutAmounts(brief),
    ...askAboutPeriod(brief, draft),
    ...askAboutOwners(brief, draft, services),
    ...askAboutPeople(brief),
    ...askAboutCompanies(brief),
    ...askAboutNumber(brief),
  ];
}

/**
 * Refuses a list inside a resource if the list has values of several services. The path could not contain the id of the
 * resource.
 */
function refuseComposedParts({ shows, viewOf, values }: Brief, { inside }: Draft): string[] {
  if (shows !== 'a list' || viewOf === undefined || inside === '') return [];
  const names = values.filter(({ service }) => service !== undefined).map(({ name }) => `"${name}"`);
  return [
    `Not yet, because a list inside a ${inside} shows values of one service only. Until then, leave out ${allOf(names)}. If the service of this brief stores these values, write that service under service of values.`,
  ];
}

function askAboutAmounts({ does, order = '', values, send, find_by, goes_wrong, changes }: Brief): string[] {
  const known = [
    ...[...values, ...send, ...find_by].map(({ example }) => example),
    ...goes_wrong.flatMap(({ when, told }) => [when, told]),
  ].map(digitsOf);
  const lost = [does, order].flatMap((text) => amountsIn(text, false));
  const fixed = [does, order].flatMap((text) => amountsIn(text, true)).map(digitsOf);
  const isRead = formOf({ changes }) === 'read';
  return lost
    .filter((amount) => ![...known, ...fixed].some((digits) => digits.includes(digitsOf(amount))))
    .map(
      (amount) =>
        `Who chooses "${amount}"? If the user chooses it, write it under ${isRead ? `find_by, for example "amount: over ${amount}"` : 'send'}. If it never changes, write "always ${amount}" under does.`,
    );
}

/**
 * The fixed amounts in a text if `fixed` is true, otherwise the other amounts. An amount is fixed if the word "always"
 * is before or after the amount.
 */
function amountsIn(text: string, fixed: boolean): string[] {
  return text.split(/[.!?;]\s/).flatMap((part) => {
    const amounts = [...part.matchAll(AMOUNT)];
    return amounts.flatMap(([amount], at) => {
      const { index = 0 } = amounts[at] ?? {};
      const previous = amounts[at - 1];
      const before = part.slice(previous ? previous.index + previous[0].length : 0, index);
      const isFixed = /\balways\b/i.test(before) || ALWAYS_AFTER.test(part.slice(index + amount.length));
      return isFixed === fixed ? [amount] : [];
    });
  });
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/**
 * Asks about a period such as "this month" if the response does not show the month. Also asks if the brief does not say
 * whether the user may choose another month.
 */
function askAboutPeriod(brief: Brief, draft: Draft): string[] {
  const { does, shows, find_by, values } = brief;
  const period = periodInWords(does);
  if (period === undefined || formOf(brief) !== 'read' || shows === 'a file') return [];
  if (shows === 'a list' && !draft.has_find_by)
    return [
      `May the user choose a different period than "${period}"? If so, write a filter under find_by with the name "period" and the example "2026-06-01 to 2026-06-30". If not, write [] under find_by.`,
    ];
  const unit = Object.keys(SHOWN_PERIODS).findLast((word) => period.includes(word)) ?? 'month';
  return [...find_by, ...values].some(isTime)
    ? []
    : [
        `Which days does "${period}" mean in the response? Show it under values, for example with the name "${unit}" and the example "${SHOWN_PERIODS[unit]}". If the user may choose it, write a filter under find_by with the name "period" and the example "2026-06-01 to 2026-06-30".`,
      ];
}

export function periodInWords(sentence: string): string | undefined {
  return PERIOD_IN_WORDS.exec(sentence)?.[0];
}

export function isTime({ name, example }: NamedExample): boolean {
  if (PERIOD.test(example.trim())) return true;
  const type = valueType({ name, example }, 'shown');
  return 'kind' in type && (/\b(date|moment|month|quarter|week)\b/.test(type.kind) || /\byear$/i.test(name));
}

/**
 * Asks about values that seem to come from a different service, unless the brief names their service. Never asks about
 * ids, because a service can store ids of resources in other services.
 */
function askAboutOwners(brief: Brief, draft: Draft, services: readonly Service[]): string[] {
  const { service: own, values, shows } = brief;
  if (shows === 'a file' || brief.extends !== undefined) return [];
  const answered = new Set(draft.values.flatMap(({ name, service = '' }) => (service === '' ? [] : [name])));
  const foreign = values
    .filter(({ name, service }) => service === undefined && !answered.has(name) && !/\bids?$/i.test(name))
    .map((value) => ({ ...value, owner: ownerOfValue(value, own, services) }))
    .filter(({ owner }) => owner !== undefined && owner !== own);
  return Object.entries(Object.groupBy(foreign, ({ owner }) => owner ?? own)).map(([owner, group = []]) => {
    const names = group.map(({ name }) => `"${name}"`).join(' and ');
    const sources = [...new Set([owner, ...group.flatMap(({ from }) => ownersIn(from, services))])];
    const guess =
      formOf(brief) === 'read'
        ? `write "${owner}", because "${group[0]?.from}" suggests this service. Then the response lacks ${names} while ${owner} is down`
        : `leave ${names} out, because a change shows values of one service`;
    const several =
      sources.length > 1
        ? ' Each value comes from one service. If a value needs several services, show one value for each service.'
        : '';
    return `Which service owns ${names}, ${anyOf([...new Set([...sources, own])])}? Ask a developer, and write the service under service of values. If nobody knows, ${guess}.${several}`;
  });
}

/**
 * Finds the service that owns a value. The account service always owns the name of a company. For other values, the
 * source names the service.
 */
function ownerOfValue(
  { name, from }: NamedExample & { from: string },
  own: string,
  services: readonly Service[],
): string | undefined {
  const [first, ...others] = wordsOf(name);
  const isOfCompany = first === 'company' && others.length > 0;
  return isOfCompany ? ownerOf(first, services) : ownerIn(from, own, services);
}

/** If several services own the source, prefers a service that is not the brief's own service. */
function ownerIn(from: string, own: string, services: readonly Service[]): string | undefined {
  const owners = ownersIn(from, services);
  return owners.find((owner) => owner !== own) ?? owners[0];
}

function ownersIn(from: string, services: readonly Service[]): string[] {
  return wordsOf(from)
    .flatMap((word) => ownerOf(word, services) ?? [])
    .filter((owner) => !USERS.has(owner));
}

function askAboutPeople({ does, who }: Brief): string[] {
  const [people] = OTHER_PEOPLE.exec(does.split(/\s+/).slice(0, 4).join(' ')) ?? [];
  if (people === undefined || !/^(let|lets|the|an?|only)\b/i.test(does)) return [];
  const isOwner = /^owners?$/i.test(people);
  if (isOwner && accessOf({ who }) === 'owner') return [];
  const remedy = isOwner ? 'If only owners may do this, write "owners of the company" under who. ' : '';
  return [
    `May only the ${people} do this, or may all ${who} do this? ${remedy}If all of these people may do this, write the sentence under does without "${people}".`,
  ];
}

function askAboutNumber(brief: Brief): string[] {
  const limit = limitOf(brief)?.default ?? 1;
  return limit > MOST_ENTRIES || limit < 1
    ? [
        `A list shows 1 to ${MOST_ENTRIES} entries at a time. How many entries does the user see first? Write another number under order.`,
      ]
    : [];
}
