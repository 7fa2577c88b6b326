import type { ReservedNames } from '../existing.ts';
import { fitExamples } from './fit-examples.ts';
import { findNameFault } from './find-name-fault.ts';
import { type Limit, limitOf } from '../answers/read-limit.ts';
import { type Brief, type Form, accessOf, formOf, operationIdOf } from '../answers/brief.ts';
import { bodyFields, queryFields, responseFields } from './design-fields.ts';
import type { DesignedProblem } from './problem-of-case.ts';
import { designProblems } from './design-problems.ts';
import { type DesignedRoute, aboutOf, designRoute } from './design-route.ts';
import { uploadField } from './standard-fields.ts';
import type { Field } from './field.ts';
import { isOfAllCompanies } from '../answers/of-all-companies.ts';
import { camelCase, capital, kebabCase, pascalCase, snakeCase, withoutArticles } from '../words.ts';

export interface Design extends DesignedRoute {
  readonly service: string;
  readonly operationId: string;
  /** The name of the operation's files and folder. */
  readonly slug: string;
  readonly form: Form;
  readonly summary: string;
  readonly access: ReturnType<typeof accessOf>;
  /** `page` is a list with pages. `several` is a list of the changed resources. */
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
  /** Whether the response contains data of all companies if the query has no `account_id`. */
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
 * Designs an operation from a brief. `taken` contains the names that the contract exports. `declared` contains the
 * names of the problems in the contract.
 */
export function design(
  given: Brief,
  taken: ReadonlySet<string> = new Set(),
  reserved: ReservedNames = {},
  declared: ReadonlySet<string> = taken,
): Design {
  const brief = fitExamples(given);
  const form = formOf(brief);
  const about = aboutOf(brief);
  const route = designRoute(brief, about);
  const isList = brief.shows === 'a list';
  const access = accessOf(brief);
  const problems = designProblems(brief, about, route, declared);
  const limit = limitOf(brief);
  const body = bodyFields(brief);
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
    query: queryFields(brief),
    fields: [...fields, ...(announced ? [uploadField(about, announced, announcedAt)] : [])],
    body,
    ...(announced && { announced }),
    problems,
  };
}

function schemaWords(brief: Brief, about: string): string {
  const thing = brief.inside === undefined ? about : `${brief.inside} ${about}`;
  if (brief.shows === 'a file') return `${thing} file`;
  return formOf(brief) === 'action' ? `${thing} ${brief.changes}` : thing;
}

function sentence(text: string): string {
  return text.endsWith('.') ? capital(text) : `${capital(text)}.`;
}
