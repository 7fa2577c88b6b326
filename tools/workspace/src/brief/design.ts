import { type Brief, isChange } from './brief.ts';
import { type DesignedProblem, notFoundProblem, problemOf } from './design-problem.ts';
import { WHO } from './questions.ts';
import { findNameFault } from '../names/find-name-fault.ts';
import { type ValueType, valueType } from './value-type.ts';
import { camelCase, kebabCase, pascalCase, plural, singular, snakeCase } from './words.ts';

export interface Field extends ValueType {
  readonly name: string;
  readonly description?: string;
  readonly nullable: boolean;
}

/** An operation as the contract will declare it. */
export interface Design {
  readonly service: string;
  readonly operationId: string;
  /** The name of its files and of its folder. */
  readonly slug: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The parameter in the path. */
  readonly param?: string;
  readonly summary: string;
  readonly access: 'member' | 'public';
  readonly list: boolean;
  /** Whether it lists what one company has. */
  readonly ofAccount: boolean;
  readonly about: string;
  readonly whenNothing: string;
  readonly schemaName: string;
  readonly schemaId: string;
  readonly fields: readonly Field[];
  readonly body: readonly Field[];
  readonly problems: readonly DesignedProblem[];
}

/** Designs an operation from a brief by the rules for all operations. `taken` holds the names that the contract exports. */
export function design(brief: Brief, taken: ReadonlySet<string> = new Set()): Design {
  const about = brief.plural === undefined ? singular(brief.about) : brief.about;
  const list = brief.shows === 'a list';
  const access = WHO.find(({ answer }) => answer === brief.who)?.access ?? 'member';
  const thing = isChange(brief) ? `${about} ${brief.changes}` : about;
  const problems = [
    ...(list ? [] : [notFoundProblem(about, brief.when_nothing)]),
    ...brief.goes_wrong.map((fault) => problemOf(fault, about)),
  ];
  const names = new Set([...taken, ...problems.map(({ name }) => name)]);
  const schema = findNameFault(camelCase(thing), names) ? `${brief.name} ${list ? 'item' : 'answer'}` : thing;
  return {
    service: brief.service,
    operationId: camelCase(brief.name),
    slug: kebabCase(brief.name),
    ...route(brief, about),
    summary: sentence(brief.does),
    access,
    list,
    ofAccount: list && access === 'member',
    about,
    whenNothing: brief.when_nothing,
    schemaName: camelCase(schema),
    schemaId: pascalCase(schema),
    fields: brief.values.map(({ name, from, example, sometimes_missing }) => ({
      ...valueType(name, example),
      name: snakeCase(name),
      description: `From ${from}`,
      nullable: sometimes_missing === 'yes',
    })),
    body: brief.send.map(({ name, example }) => ({
      ...valueType(name, example, true),
      name: snakeCase(name),
      nullable: false,
    })),
    problems,
  };
}

/** The method and path of a list, of one thing, or of a change of one thing. */
function route(brief: Brief, about: string): Pick<Design, 'method' | 'path' | 'param'> {
  const resources = `/v1/${kebabCase(brief.plural ?? plural(about))}`;
  if (brief.shows === 'a list') return { method: 'GET', path: resources };
  const param = `${snakeCase(about)}_id`;
  const one = `${resources}/{${param}}`;
  if (!isChange(brief)) return { method: 'GET', path: one, param };
  return { method: 'POST', path: `${one}/${kebabCase(brief.changes)}`, param };
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
