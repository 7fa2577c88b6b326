import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { type Brief, type Filter, accessOf, formOf, isPublic } from '../answers/brief.ts';
import { COMPANY, apiWord } from '../api-words.ts';
import { emptyState, hasEmptyState } from './empty-state.ts';
import { entryIdOf } from './entry-id.ts';
import type { Field } from './field.ts';
import { isOfAllCompanies } from '../answers/of-all-companies.ts';
import { ANY_PERIOD, PERIOD } from '../values/period.ts';
import { isPersonal } from './personal-data.ts';
import { isLimit } from '../answers/read-limit.ts';
import { fileFields, sectionsField } from './standard-fields.ts';
import type { Unclear } from '../values/unclear.ts';
import type { NamedExample, Use } from '../values/value-kind.ts';
import { fieldName, valueType } from '../values/value-type.ts';
import { capital, kebabCase, snakeCase } from '../words.ts';

export function bodyFields(brief: Brief): Field[] {
  return brief.send.map((given) => ({
    ...sentField(given),
    personal: isPersonal(given),
    optional: given.optional === 'yes' || formOf(brief) === 'edit',
  }));
}

export function queryFields(brief: Brief): Field[] {
  return brief.find_by
    .filter((filter) => !isLimit(filter))
    .flatMap(({ always, ...filter }) =>
      partsOf(filter, brief).map(({ description, ...part }) => {
        const field = fieldOf(part, filter.bound === undefined ? 'filter' : 'bound');
        const unit = field.unit === undefined ? '' : `, ${field.unit}`;
        return { ...field, description: `${description}${unit}`, optional: always === 'no' };
      }),
    );
}

export function responseFields(brief: Brief, about: string): Field[] {
  if (brief.shows === 'a file') return fileFields(about);
  const form = formOf(brief);
  const services = optionalServices(brief);
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

/** Whether the response to support must contain the id of the company, because the request contains no company. */
function showsCompany(brief: Brief): boolean {
  if (brief.shows === 'a list') return isOfAllCompanies(brief);
  const { shows, about, inside } = brief;
  const isById = shows === 'one thing' && apiWord(inside ?? about) !== COMPANY;
  return accessOf(brief) === 'support' && formOf(brief) === 'read' && isById;
}

/**
 * The other services whose values may be missing. The service that owns most values provides the entries of a list, so
 * its values are always present.
 */
export function optionalServices({ shows, values }: Pick<Brief, 'shows' | 'values'>): string[] {
  const owners = values.flatMap(({ service }) => service ?? []);
  const count = (service: string) => owners.filter((owner) => owner === service).length;
  const services = [...new Set(owners)];
  if (shows !== 'a list' || services.length < 2) return services;
  const main = services.toSorted((a, b) => count(b) - count(a))[0];
  return services.filter((service) => service !== main);
}

/**
 * Whether a value may be missing in the response because the value is optional in the request. An edit keeps a value
 * that the request leaves out.
 */
function isLeftOut(brief: Brief, name: string): boolean {
  return (
    formOf(brief) !== 'edit' &&
    brief.send.some((sent) => sent.optional === 'yes' && snakeCase(sent.name) === snakeCase(name))
  );
}

/** Whether the response repeats a required filter. */
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
