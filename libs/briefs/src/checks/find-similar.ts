import type { Brief } from '../answers/brief.ts';
import type { Design } from '../design/design.ts';
import { apiWord } from '../api-words.ts';
import type { DeclaredOperation } from '../existing.ts';
import { mainSource, severalIn } from '../design/entry-id.ts';
import { settingsOf } from './known-things.ts';
import { isIdField, kebabCase, plural, singular, snakeCase, spaced, withArticle, wordsOf } from '../words.ts';
import { lookUp } from '../look-up.ts';

/** Maps everyday words to the API's words for values. */
const SAME: Readonly<Record<string, string>> = {
  ...{ shop: 'merchant', store: 'merchant', seller: 'merchant', place: 'merchant' },
  ...{ price: 'amount', cost: 'amount', sum: 'amount', total: 'amount' },
  ...{ left: 'remaining', available: 'remaining', used: 'spent', spend: 'spent' },
  ...{ bought: 'date', occurred: 'date', day: 'date', time: 'date', paid: 'date', state: 'status' },
};
const FILLERS = new Set('the a an of to for in on at by credit card number name'.split(' '));
/** The minimum number of values for a comparison. A single value doesn't identify an operation. */
const FEWEST_VALUES = 2;

/**
 * Finds an operation with the same values, even if the brief uses different names. Undefined if no operation has the
 * same values.
 */
export function findSimilar(
  brief: Brief,
  design: Design,
  operations: readonly DeclaredOperation[],
): { operation: DeclaredOperation; why: string } | undefined {
  const callable = operations.filter(({ access }) => isForSame(access, design));
  const ofService = callable.filter(({ service }) => service === design.service);
  if (design.method !== 'GET') return findSameChange(design, ofService);
  const owners = new Set([design.service, ...brief.values.flatMap(({ service }) => service ?? [])]);
  const listed =
    findListed(
      brief,
      design,
      callable.filter(({ service }) => owners.has(service)),
    ) ?? findExtended(brief, design, callable);
  if (listed) return listed;
  if (hasOwnEntries(brief, design)) return undefined;
  const shown = valuesIn(design.fields);
  const same = ofService.find(
    ({ method, isList, shows }) =>
      method === 'GET' && isList === (design.shape === 'page') && hasAll(shows, shown, FEWEST_VALUES),
  );
  return same && { operation: same, why: 'It shows all of these values.' };
}

function isForSame(access: string, design: Design): boolean {
  return (access === 'support') === (design.access === 'support') || access === 'public';
}

/**
 * Finds the list of the resource that most values come from. If most values are "from: the purchase", each entry is a
 * purchase.
 */
function findListed(
  { values, viewOf, inside }: Brief,
  { shape, about }: Design,
  operations: readonly DeclaredOperation[],
) {
  if (shape !== 'page') return undefined;
  const thing = mainSource(values);
  const subjects = [
    about,
    ...[viewOf, inside].flatMap((thing) => (thing === undefined ? [] : [apiWord(thing)])),
  ];
  if (thing === undefined || subjects.includes(apiWord(singular(thing)))) return undefined;
  const collection = `/v1/${kebabCase(plural(apiWord(thing)))}`;
  const operation = operations.find(({ method, paths }) => method === 'GET' && paths.includes(collection));
  return (
    operation && {
      operation,
      why: `Most values come from the ${thing}, so each entry is ${withArticle(thing)}.`,
    }
  );
}

/** Finds the existing list if a brief only adds a few values of other services. Such a brief needs no new list. */
function findExtended(
  { values, viewOf, order = '' }: Brief,
  { shape }: Design,
  operations: readonly DeclaredOperation[],
) {
  if (shape !== 'page' || viewOf === undefined) return undefined;
  const collection = `/v1/${kebabCase(plural(apiWord(viewOf)))}`;
  const operation = operations.find(({ method, paths }) => method === 'GET' && paths.includes(collection));
  const own = values.filter(({ service }) => service === operation?.service).map(({ name }) => name);
  const foreign = values.filter(({ service }) => service !== operation?.service).map(({ name }) => name);
  const isOrderedByOther = foreign.some((name) =>
    wordsOf(name).some((word) => wordsOf(order).includes(word)),
  );
  if (!operation || foreign.length >= own.length || isOrderedByOther) return undefined;
  const missing = foreign.map((name) => `"${name}"`).join(' and ');
  return hasAll(operation.shows, own, FEWEST_VALUES)
    ? { operation, why: `It shows all of these values except ${missing}.` }
    : undefined;
}

/** Whether each entry is a new resource, or a result of several resources: "from: the purchases". */
function hasOwnEntries({ values }: Brief, { shape, about }: Design): boolean {
  return (
    shape === 'page' &&
    values.some(({ from }) => {
      return severalIn(from).length > 0 || apiWord(wordsOf(from).slice(1).join(' ')) === about;
    })
  );
}

function findSameChange(
  { method, path, subject, body, fields, form }: Design,
  operations: readonly DeclaredOperation[],
) {
  const isSetting = form === 'edit' || form === 'setting';
  const settings = isSetting ? settingsOf(subject, operations) : [];
  const set = settings.find(({ sends }) => body.every(({ name }) => sends.includes(name)));
  if (set) return { operation: set, why: 'It sets the same values.' };
  const operation = operations.find(
    (known) =>
      known.method === method &&
      (form === 'new' ||
        known.paths.some(
          (other) => other.split('/').slice(0, 4).join() === path.split('/').slice(0, 4).join(),
        )) &&
      hasAll(known.sends, valuesIn(body), form === 'new' ? FEWEST_VALUES : 1) &&
      (form === 'new' || hasAll(known.shows, valuesIn(fields), 1)),
  );
  return operation && { operation, why: 'It takes the same values.' };
}

/** The names without ids, because every response has ids. */
function valuesIn(fields: Design['fields']): string[] {
  return fields.map(({ name }) => name).filter((name) => !isIdField(name));
}

function hasAll(known: readonly string[], wanted: readonly string[], fewest: number): boolean {
  return (
    wanted.length >= fewest &&
    wanted.every((name) =>
      known
        .filter((other) => isIdField(other) === isIdField(snakeCase(name)))
        .map(meaningOf)
        .some((other) => isWithin(meaningOf(name), other) || isWithin(other, meaningOf(name))),
    )
  );
}

/**
 * Whether the name contains all words of a known value. The known value "limit" fits the name "card limit", but
 * "monthly limit" does not fit "limit".
 */
export const isShownAs = (known: readonly string[], name: string) =>
  known.some((value) => isWithin(meaningOf(value), meaningOf(name)));

/** Whether a name means the same as one of the known names. */
export const isKnown = (known: readonly string[], name: string) => hasAll(known, [name], 1);

/**
 * Whether the name of a known value contains all words of `name`: "expires on" fits "expires", but "expires within"
 * does not.
 */
export const isNameOf = (known: readonly string[], name: string) =>
  known.some((value) => isWithin(meaningOf(name), meaningOf(value)));

function isWithin(words: readonly string[], others: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => others.includes(word));
}

function meaningOf(name: string): string[] {
  const words = wordsOf(spaced(name));
  // "Bought by" is a person, but "bought" is a date.
  if (words.at(-1) === 'by') return [words.join(' ')];
  const meaningful = words.filter((word) => !FILLERS.has(word));
  return (meaningful.length > 0 ? meaningful : words).map((word) =>
    apiWord(lookUp(SAME, word) ?? singular(word)),
  );
}
