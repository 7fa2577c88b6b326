import { COMPANY, apiWord } from '../api-words.ts';
import { listIn } from '../values/list-of.ts';
import { type Brief, formOf, isPublic } from '../answers/brief.ts';
import { hasNoSingular, isPlural, kebabCase, plural, singular, snakeCase, wordsOf } from '../words.ts';

export interface DesignedRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly status: 200 | 201 | 204;
  /** The name of the path parameter, which contains the id of `subject`. */
  readonly param?: string;
  readonly subject?: string;
  /** The second path parameter, such as the id of one note of a purchase. */
  readonly partParam?: string;
}

const METHODS = {
  read: 'GET',
  new: 'POST',
  edit: 'PATCH',
  setting: 'PUT',
  removal: 'DELETE',
  action: 'POST',
} as const;

/** The API's word for the brief's resource. An irregular plural in the brief stays unchanged. */
export function aboutOf({ about, plural: given }: Pick<Brief, 'about' | 'plural'>): string {
  return apiWord(given === undefined ? singular(about) : about);
}

/**
 * Derives method and path. Lists and new resources use a collection path, and a single resource uses an item path. A
 * resource inside another resource uses a path below the item path.
 */
export function designRoute(brief: Brief, about: string): DesignedRoute {
  const form = formOf(brief);
  const change = form === 'action' ? `/${kebabCase(brief.changes)}` : '';
  const many = kebabCase(brief.plural ?? plural(about));
  const isCollection = brief.shows === 'a list' || form === 'new';
  const one = kebabCase(singleton(brief, about));
  const common = { method: METHODS[form], status: statusOf(brief) } as const;
  if (brief.inside !== undefined) {
    const subject = apiWord(brief.inside);
    const { path, param } = member(`/v1/${kebabCase(plural(subject))}`, subject);
    if (isOneOfMany(brief)) {
      const part = member(`${path}/${withoutOwner(many, subject)}`, about);
      return { ...common, path: `${part.path}${change}`, param, subject, partParam: part.param };
    }
    return {
      ...common,
      path: `${path}/${withoutOwner(isCollection ? many : one, subject)}${change}`,
      param,
      subject,
    };
  }
  if (isCollection) return { ...common, path: `/v1/${many}${change}` };
  const file = brief.shows === 'a file' ? '/document' : '';
  if (isOnce(brief) && about !== COMPANY) {
    // The query contains the id of the company. In the account service, the path contains this id.
    if (brief.service !== COMPANY || isPublic(brief))
      return { ...common, path: `/v1/${one}${file}${change}` };
    const { path, param } = member(`/v1/${kebabCase(plural(COMPANY))}`, COMPANY);
    return {
      ...common,
      path: `${path}/${one}${file}${change}`,
      param,
      subject: COMPANY,
    };
  }
  const subject = apiWord(brief.viewOf ?? about);
  const { path, param } = member(`/v1/${many}`, subject);
  return { ...common, path: `${path}${file}${change}`, param, subject };
}

/** Whether the change is about one of several resources: "deletes a note on a purchase", but not "deletes the note". */
export function isOneOfMany(brief: Brief): boolean {
  const form = formOf(brief);
  const isChange = form === 'removal' || form === 'edit' || form === 'action';
  return isChange && brief.shows === 'one thing' && mentionsOneOfMany(brief);
}

/** Whether the author's sentence is about any one of several resources: "makes a colleague an owner". */
export function mentionsOneOfMany({ about, does }: Pick<Brief, 'about' | 'does'>): boolean {
  const one = new RegExp(
    String.raw`\b(an?|any|another|one|one of \w+) (\w+ )?${wordsOf(singular(about)).join(' ')}\b`,
  );
  // In "a colleague's access", the word "a" is for the colleague, not for the access.
  const sentence = does.replace(/\b\w+ \w+['’]s?(?= )/g, 'the');
  return one.test(wordsOf(sentence).map(singular).join(' '));
}

function statusOf(brief: Brief): DesignedRoute['status'] {
  const form = formOf(brief);
  if (form === 'new') return 201;
  return form === 'removal' && brief.values.length === 0 ? 204 : 200;
}

function isOnce({ shows, viewOf }: Brief): boolean {
  return shows === 'one summary' || (viewOf !== undefined && apiWord(viewOf) === COMPANY);
}

/**
 * Names a resource that exists only once. The name is singular, unless the resource has several values or no singular.
 */
function singleton(brief: Brief, about: string): string {
  const { about: word, shows, values, send } = brief;
  const isSeveral = [...values, ...send].some(({ example }) => listIn(example) !== undefined);
  const isReadOnce = formOf(brief) === 'read' && shows === 'one summary';
  // If a value has the same plural name, the author chose the plural on purpose: "online purchases are off".
  const isPluralOnPurpose =
    isSeveral ||
    hasNoSingular(word) ||
    (!isReadOnce && [...values, ...send].some(({ name }) => snakeCase(name) === snakeCase(word)));
  if (brief.plural !== undefined || !isPlural(word) || isPluralOnPurpose) return apiWord(word);
  return isReadOnce ? `${about} summary` : about;
}

/** Removes the owner from the start of a name: the "card hours" of a card become "hours". */
function withoutOwner(part: string, owner: string): string {
  const prefix = `${kebabCase(owner)}-`;
  return part.startsWith(prefix) ? part.slice(prefix.length) : part;
}

function member(collection: string, thing: string): { path: string; param: string } {
  const param = `${snakeCase(thing)}_id`;
  return { path: `${collection}/{${param}}`, param };
}
