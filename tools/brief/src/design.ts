import type { Brief } from './brief.ts';
import { type DesignedProblem, notFoundProblem, problemOf } from './design-problem.ts';
import { isChange } from './read-brief.ts';
import { WHO } from './questions.ts';
import { type ValueType, valueType } from './value-type.ts';
import { camelCase, kebabCase, pascalCase, plural, snakeCase } from './words.ts';

export interface Field extends ValueType {
  readonly name: string;
  readonly description?: string;
  readonly nullable: boolean;
}

/** What a contract says of an operation, before it is written down. */
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
  /** A list for members is of one company. */
  readonly ofAccount: boolean;
  readonly about: string;
  readonly whenNothing: string;
  readonly schemaName: string;
  readonly schemaId: string;
  readonly fields: readonly Field[];
  readonly body: readonly Field[];
  readonly problems: readonly DesignedProblem[];
}

/** The operation that a brief asks for, by the rules that all operations here follow; `taken` are a contract's names. */
export function design(brief: Brief, taken: ReadonlySet<string> = new Set()): Design {
  const list = brief.shows === 'a list';
  const access = WHO.find(({ answer }) => answer === brief.who)?.access ?? 'member';
  const thing = isChange(brief) ? `${brief.about} ${brief.changes}` : brief.about;
  const answer = taken.has(camelCase(thing)) ? `${brief.name} ${list ? 'item' : 'answer'}` : thing;
  return {
    service: brief.service,
    operationId: camelCase(brief.name),
    slug: kebabCase(brief.name),
    ...route(brief),
    summary: sentence(brief.does),
    access,
    list,
    ofAccount: list && access === 'member',
    about: brief.about,
    whenNothing: brief.when_nothing,
    schemaName: camelCase(answer),
    schemaId: pascalCase(answer),
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
    problems: [
      ...(list ? [] : [notFoundProblem(brief.about, brief.when_nothing)]),
      ...brief.goes_wrong.map((fault) => problemOf(fault)),
    ],
  };
}

/** The method and path: a list, one of it, or something done to one of it. */
function route(brief: Brief): Pick<Design, 'method' | 'path' | 'param'> {
  const resources = `/v1/${plural(kebabCase(brief.about))}`;
  if (brief.shows === 'a list') return { method: 'GET', path: resources };
  const param = `${snakeCase(brief.about)}_id`;
  const one = `${resources}/{${param}}`;
  if (!isChange(brief)) return { method: 'GET', path: one, param };
  return { method: 'POST', path: `${one}/${kebabCase(brief.changes)}`, param };
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
