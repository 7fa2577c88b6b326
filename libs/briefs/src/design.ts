import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import type { ReservedNames } from './existing.ts';
import { entryIdOf } from './entry-id.ts';
import { emptyState, hasEmptyState } from './empty-state.ts';
import { fitExamples } from './fit-examples.ts';
import { findNameFault } from './find-name-fault.ts';
import { isInputFault } from './input-fault.ts';
import { type Limit, isLimit, limitOf } from './read-limit.ts';
import { type Brief, type Filter, type Form, accessOf, formOf, isPublic, operationIdOf } from './brief.ts';
import {
  type DesignedProblem,
  isAboutMissing,
  noSuch,
  notFoundProblem,
  problemOf,
  unknownProblem,
} from './design-problem.ts';
import { COMPANY, type DesignedRoute, apiWord, designRoute, wordOfPeople } from './design-route.ts';
import { fileFields, sectionsField, uploadField } from './standard-fields.ts';
import type { Field } from './field.ts';
import { isPersonal } from './personal-data.ts';
import { isOfAllCompanies } from './of-all-companies.ts';
import { ANY_PERIOD, PERIOD } from './period.ts';
import { entryValuesOf } from './refer-to-things.ts';
import type { Unclear } from './unclear.ts';
import type { NamedExample, Use } from './value-kind.ts';
import { fieldName, valueType } from './value-type.ts';
import {
  camelCase,
  capital,
  kebabCase,
  pascalCase,
  singular,
  snakeCase,
  withoutArticles,
  wordsOf,
} from './words.ts';

export interface Design extends DesignedRoute {
  readonly service: string;
  readonly operationId: string;
  /** The name of the operation's files and folder. */
  readonly slug: string;
  readonly form: Form;
  readonly summary: string;
  readonly access: ReturnType<typeof accessOf>;
  /** `page` is a list with pages. `several` is a list of all resources that the operation changed. */
  readonly shape: 'page' | 'several' | 'one';
  /** Whether the response contains an address for downloading a file. */
  readonly isFile: boolean;
  /** The field in the body that announces an upload. The app then sends the file to the address in the response. */
  readonly announced?: Field;
  readonly isSummary: boolean;
  readonly order?: string;
  readonly limit?: Limit;
  /** Whether the response has values of other services, so that some values may be unavailable. */
  readonly isComposed: boolean;
  /** The Location header: the operation's path and the new id in the response. */
  readonly location?: string;
  /** Whether the query contains `account_id`. */
  readonly ofAccount: boolean;
  /** Whether the response covers all companies if the query has no `account_id`. */
  readonly ofAllAccounts: boolean;
  readonly about: string;
  readonly whenNothing: string;
  readonly schemaName: string;
  readonly schemaId: string;
  readonly query: readonly Field[];
  readonly fields: readonly Field[];
  readonly body: readonly Field[];
  readonly problems: readonly DesignedProblem[];
}

/**
 * Designs an operation from a brief. `taken` contains the names that the contract exports, and `declared` the names of
 * its problems.
 */
export function design(
  given: Brief,
  taken: ReadonlySet<string> = new Set(),
  reserved: ReservedNames = {},
  declared: ReadonlySet<string> = taken,
): Design {
  const brief = fitExamples(given);
  const form = formOf(brief);
  const about = apiWord(brief.plural === undefined ? singular(brief.about) : brief.about);
  const route = designRoute(brief, about);
  const isList = brief.shows === 'a list';
  const access = accessOf(brief);
  const problems = [
    ...(route.subject === undefined
      ? []
      : [notFoundProblem(route.subject, whenNotFound(brief, route.subject))]),
    ...partNotFound(brief, about, route.partParam !== undefined),
    ...fileNotFound(brief, about, route.subject),
    ...thingsSent(brief).map(unknownProblem),
    ...brief.goes_wrong
      .filter((fault) => !isInputFault(fault, brief.send) && !isAboutMissing(fault, subjectsOf(brief)))
      .map((fault) => problemOf(fault, about, namesSent(brief), declared)),
  ];
  const limit = limitOf(brief);
  const body = brief.send.map((given) => ({
    ...sentField(given),
    personal: isPersonal(given),
    optional: given.optional === 'yes' || form === 'edit',
  }));
  const announced = body.find(({ file }) => file !== undefined);
  const fields = responseFields(brief, about);
  const announcedAt = fields.find((field) => field.schema === 'timestamp')?.text;
  const thing = schemaWords(brief, about);
  const schema = findNameFault(
    camelCase(thing),
    reserved,
    new Set([...taken, ...problems.map(({ name }) => name)]),
  )
    ? `${brief.name} ${isList ? 'item' : 'answer'}`
    : thing;
  return {
    ...route,
    service: brief.service,
    operationId: operationIdOf(brief),
    slug: kebabCase(withoutArticles(brief.name)),
    form,
    summary: [
      sentence(brief.does),
      ...(isList && form !== 'read' ? ['If one fails, nothing changes.'] : []),
      brief.withoutEffect,
    ]
      .filter(Boolean)
      .join(' '),
    access,
    shape: !isList ? 'one' : form === 'read' ? 'page' : 'several',
    isFile: brief.shows === 'a file',
    isSummary: brief.shows === 'one summary',
    order: brief.order,
    ...(limit !== undefined && { limit }),
    isComposed: brief.values.some(({ service }) => service !== undefined),
    ...(form === 'new' && { location: `${route.path}/{${snakeCase(about)}_id}` }),
    ofAccount: route.param === undefined && access !== 'public',
    ofAllAccounts: isOfAllCompanies(brief),
    about,
    whenNothing: brief.when_nothing,
    schemaName: camelCase(schema),
    schemaId: pascalCase(schema),
    query: brief.find_by
      .filter((filter) => !isLimit(filter))
      .flatMap(({ always, ...filter }) =>
        partsOf(filter, brief).map(({ description, ...part }) => {
          const field = fieldOf(part, filter.bound === undefined ? 'filter' : 'bound');
          const unit = field.unit === undefined ? '' : `, ${field.unit}`;
          return { ...field, description: `${description}${unit}`, optional: always === 'no' };
        }),
      ),
    fields: [...fields, ...(announced ? [uploadField(about, announced, announcedAt)] : [])],
    body,
    ...(announced && { announced }),
    problems,
  };
}

function thingsSent(brief: Brief): string[] {
  return [...new Set(namesSent(brief).flatMap((name) => /^(.+) ids?$/i.exec(name)?.[1] ?? []))];
}

/** The names of the sent values. If a value is a list, the names of its entries' values are included. */
function namesSent({ send }: Brief): string[] {
  return send.flatMap((value) => [value.name, ...entryValuesOf(value).map(({ name }) => name)]);
}

function schemaWords(brief: Brief, about: string): string {
  const thing = brief.inside === undefined ? about : `${brief.inside} ${about}`;
  if (brief.shows === 'a file') return `${thing} file`;
  return formOf(brief) === 'action' ? `${thing} ${brief.changes}` : thing;
}

function subjectsOf({ inside, viewOf, about }: Brief): string[] {
  return [inside ?? viewOf ?? about];
}

/**
 * The message for an unknown id in the path: from a case under goes_wrong, from when_nothing, or a generated message.
 */
function whenNotFound(brief: Brief, subject: string): string {
  const { goes_wrong, when_nothing, inside, viewOf, shows } = brief;
  const names = [...subjectsOf(brief), subject];
  const told = goes_wrong.find((fault) => isAboutMissing(fault, names))?.told;
  if (told !== undefined) return told;
  const isOfAnother =
    (inside ?? viewOf) !== undefined || shows === 'one summary' || isAboutState(when_nothing, names);
  return !isOfAnother || isAboutMissing({ when: when_nothing, told: when_nothing }, names)
    ? when_nothing
    : noSuch(inside === undefined ? subject : singular(inside));
}

/** Whether a text is about the state of a resource that exists: "The card is not frozen". */
function isAboutState(text: string, names: readonly string[]): boolean {
  const subject = names.flatMap((name) => [name, wordOfPeople(name)]).join('|');
  return new RegExp(`^(the|this|your) (${subject}) (is|was|has)`, 'i').test(text.trim());
}

/** The 404 for a part that does not exist. Its message is when_nothing, unless that text is about the parent. */
function partNotFound(brief: Brief, about: string, hasId: boolean): DesignedProblem[] {
  const { inside, when_nothing, goes_wrong } = brief;
  if (inside === undefined || (formOf(brief) !== 'removal' && !hasId)) return [];
  const isAboutWhole = isAboutMissing({ when: when_nothing, told: when_nothing }, [inside, apiWord(inside)]);
  if (hasId) return [notFoundProblem(about, isAboutWhole ? noSuch(about) : when_nothing)];
  return isAboutWhole || goes_wrong.some(({ told }) => isSameText(told, when_nothing))
    ? []
    : [notFoundProblem(about, when_nothing)];
}

/** The 404 for a file that a company has at most once, such as a statement. */
function fileNotFound({ shows, when_nothing }: Brief, about: string, subject?: string): DesignedProblem[] {
  const isOnce = subject === undefined || subject === COMPANY;
  return shows === 'a file' && isOnce ? [notFoundProblem(about, when_nothing)] : [];
}

export function isSameText(one: string, other: string): boolean {
  return wordsOf(one).join() === wordsOf(other).join();
}

function responseFields(brief: Brief, about: string): Field[] {
  if (brief.shows === 'a file') return fileFields(about);
  const form = formOf(brief);
  const services = servicesMissing(brief);
  const isMissing = (service?: string) => service !== undefined && services.includes(service);
  const fields = brief.values.map((value) => {
    const { from, service, sometimes_missing } = value;
    const field = fieldOf(value, 'shown');
    return {
      ...field,
      source: from.replace(/\.$/, ''),
      description: [`Source: ${from.replace(/\.$/, '')}`, field.unit].filter(Boolean).join('; '),
      nullable:
        sometimes_missing === 'yes' ||
        isMissing(service) ||
        (field.schema !== 'z.boolean()' && isLeftOut(brief, value.name)),
      ...(hasEmptyState(brief) &&
        (isAlwaysChosen(brief, value.name)
          ? { nothing: field.value }
          : clear(emptyState(value, brief.when_nothing)))),
      ...(service !== undefined && service === services.at(-1) && { partial: 'null' }),
      // A change usually responds with the current time, so an example can't predict the value.
      volatile: form !== 'read' && field.schema === 'timestamp',
    };
  });
  const id = form === 'new' ? `${about} id` : entryIdOf(brief);
  const isAdded = id !== undefined && !fields.some(({ name }) => name === snakeCase(id));
  return [
    ...(isAdded ? [fieldOf({ name: id, example: exampleIdOf(brief, id) }, 'shown')] : []),
    ...(showsCompany(brief) && !fields.some(({ name }) => name === 'account_id')
      ? [fieldOf({ name: 'account id', example: EXAMPLE_ACCOUNT }, 'shown')]
      : []),
    ...fields,
    ...(services.length > 0 ? [sectionsField(services)] : []),
  ];
}

/** Whether support needs the id of the company, because the request does not choose one. */
function showsCompany(brief: Brief): boolean {
  if (brief.shows === 'a list') return isOfAllCompanies(brief);
  const { shows, about, inside } = brief;
  const isById = shows === 'one thing' && apiWord(inside ?? about) !== COMPANY;
  return accessOf(brief) === 'support' && formOf(brief) === 'read' && isById;
}

/**
 * The other services whose values may be missing. A list has no entries without the service that most values belong to,
 * so the values of that service are always there.
 */
export function servicesMissing({ shows, values }: Pick<Brief, 'shows' | 'values'>): string[] {
  const owners = values.flatMap(({ service }) => service ?? []);
  const count = (service: string) => owners.filter((owner) => owner === service).length;
  const services = [...new Set(owners)];
  if (shows !== 'a list' || services.length < 2) return services;
  const main = services.toSorted((a, b) => count(b) - count(a))[0];
  return services.filter((service) => service !== main);
}

/**
 * Whether a value may be missing in the response because the user may leave it out of the request. After an edit, such
 * a value is still there.
 */
function isLeftOut(brief: Brief, name: string): boolean {
  return (
    formOf(brief) !== 'edit' &&
    brief.send.some((sent) => sent.optional === 'yes' && snakeCase(sent.name) === snakeCase(name))
  );
}

/** Whether the response repeats a filter that the request must have. */
function isAlwaysChosen({ find_by }: Brief, name: string): boolean {
  return find_by.some((filter) => filter.always === 'yes' && snakeCase(filter.name) === snakeCase(name));
}

function exampleIdOf(brief: Brief, id: string): string {
  return `${kebabCase(id.replace(/ id$/, ''))}-${isPublic(brief) ? '1' : EXAMPLE_ACCOUNT}`;
}

function sentField(given: NamedExample): Field {
  const field = fieldOf(given, 'sent');
  return { ...field, ...(field.unit !== undefined && { description: capital(field.unit) }) };
}

function fieldOf(given: NamedExample, use: Use): Field {
  const { name } = given;
  const type = clear(valueType(given, use));
  return { ...type, name: use === 'filter' ? snakeCase(name) : fieldName(name, type) };
}

function clear<T extends object>(answer: T | Unclear): T {
  if ('question' in answer) throw new Error(answer.question);
  return answer;
}

interface Parameter extends NamedExample {
  readonly description: string;
}

/**
 * The query parameters for a filter. A period becomes two parameters, `from` and `to`. If a brief adds a period to an
 * existing list, the parameters contain the filter's name: `due_from` and `due_to`.
 */
function partsOf(
  { name, example, bound, of }: Omit<Filter, 'always'>,
  { extends: extended }: Pick<Brief, 'extends'>,
): Parameter[] {
  if (bound !== undefined)
    return [
      {
        name,
        example,
        description: `Only entries whose ${of} is ${bound === 'minimum' ? 'at least' : 'at most'} this`,
      },
    ];
  const [, from, to] = PERIOD.exec(example.trim()) ?? [];
  if (from === undefined || to === undefined)
    return [{ name, example, description: `Only entries with this value of "${name}"` }];
  const value = extended === undefined || ANY_PERIOD.test(name.trim()) ? '' : `${name} `;
  return [
    { name: `${value}from`, example: from, description: 'The first day, in Europe/Stockholm' },
    { name: `${value}to`, example: to, description: 'The last day, in Europe/Stockholm' },
  ];
}

function sentence(text: string): string {
  return text.endsWith('.') ? capital(text) : `${capital(text)}.`;
}
