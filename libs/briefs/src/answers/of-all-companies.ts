import { type Brief, accessOf, formOf } from './brief.ts';

const ALL = /\b(?:all|every|any|each|across)(?: of)?(?: (?:the|our|all))? (?:compan(?:y|ies)|customers?)\b/i;
const ONE = /\b(?:compan(?:y|ies)|customers?)\b/i;
const OWN_COMPANY = /^(?:company|account)(?: id)?$/i;
const FILTER = /^(?:compan(?:y|ies)|customer|account)(?: (?:name|id|number))?$/i;

type Facts = Pick<Brief, 'who' | 'changes' | 'shows' | 'inside' | 'does' | 'name'>;

/** Whether an operation shows data of all companies together. Only support may see such data. */
export function isOfAllCompanies(brief: Facts): boolean {
  return maySeeAll(brief) && ALL.test(`${brief.name} ${brief.does}`);
}

export function askAboutCompanies(brief: Facts): string[] {
  return !maySeeAll(brief) || ONE.test(`${brief.name} ${brief.does}`)
    ? []
    : [
        'Is the operation about one company that support chooses, or about all companies together? Write "of a company" or "of all companies" under does.',
      ];
}

/** Removes filters by company, because every operation except a public one has the parameter `account_id`. */
export function withoutCompanyFilter(brief: Brief): Brief {
  const filter = maySeeAll(brief) ? FILTER : OWN_COMPANY;
  return accessOf(brief) === 'public'
    ? brief
    : { ...brief, find_by: brief.find_by.filter(({ name }) => !filter.test(name.trim())) };
}

/**
 * Refuses a list about all companies if its values come from several services. A service can't page through the list of
 * another service.
 */
export function refuseSeveralServices(brief: Brief, given: string): string[] {
  const { service: own, values } = brief;
  const owned = Object.entries(Object.groupBy(values, ({ service = own }) => service));
  const [first, ...others] = owned.sort(([, a = []], [, b = []]) => b.length - a.length);
  if (!isOfAllCompanies(brief) || !first || others.length === 0) return [];
  const names = others.flatMap(([, foreign = []]) => foreign.map(({ name }) => `"${name}"`)).join(' and ');
  return [
    `Not yet, because the service that shows data of all companies can't ask other services for values. Until then, ${first[0] === given ? '' : `write "${first[0]}" under service, and `}leave out ${names}. Each entry has the id of its company, so support can look up the rest.`,
  ];
}

function maySeeAll(brief: Facts): boolean {
  const isWithoutId = brief.shows === 'a list' || brief.shows === 'one summary';
  return (
    accessOf(brief) === 'support' && formOf(brief) === 'read' && isWithoutId && brief.inside === undefined
  );
}
