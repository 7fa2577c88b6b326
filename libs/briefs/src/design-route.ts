import { type Brief, formOf } from './brief.ts';
import { kebabCase, plural, snakeCase } from './words.ts';

export interface DesignedRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly status: 200 | 201;
  /** The parameter in the path, and the thing that it names. */
  readonly param?: string;
  readonly subject?: string;
}

const METHODS = {
  read: 'GET',
  new: 'POST',
  edit: 'PATCH',
  setting: 'PUT',
  removal: 'DELETE',
  action: 'POST',
} as const;

/** Things that people and the API call differently. */
const API_WORDS: Readonly<Record<string, string>> = {
  company: 'account',
  purchase: 'transaction',
  balance: 'spend',
  'home screen': 'overview',
};

/** The API's word for a thing: an account is what people call a company. */
export function apiWord(thing: string): string {
  return API_WORDS[thing.toLowerCase()] ?? thing;
}

/** Derives method and path: a collection for lists and new things, a member for one, a part for what is inside another. */
export function designRoute(brief: Brief, about: string): DesignedRoute {
  const form = formOf(brief);
  const change = form === 'action' ? `/${kebabCase(brief.changes)}` : '';
  const many = kebabCase(brief.plural ?? plural(about));
  const isCollection = brief.shows === 'a list' || form === 'new';
  const common = { method: METHODS[form], status: form === 'new' ? 201 : 200 } as const;
  if (brief.inside !== undefined) {
    const subject = apiWord(brief.inside);
    const { path, param } = member(kebabCase(plural(subject)), subject);
    return {
      ...common,
      path: `${path}/${isCollection ? many : kebabCase(apiWord(brief.about))}${change}`,
      param,
      subject,
    };
  }
  if (isCollection) return { ...common, path: `/v1/${many}${change}` };
  // A summary is the company's, so the company's id is its own.
  const subject = apiWord(brief.viewOf ?? (brief.shows === 'one summary' ? 'account' : about));
  const { path, param } = member(many, subject);
  const file = brief.shows === 'a file' ? '/document' : '';
  return { ...common, path: `${path}${file}${change}`, param, subject };
}

function member(collection: string, thing: string): { path: string; param: string } {
  const param = `${snakeCase(thing)}_id`;
  return { path: `/v1/${collection}/{${param}}`, param };
}
