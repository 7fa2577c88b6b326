import { formOf, operationIdOf } from '../answers/brief.ts';
import { apiWord } from '../api-words.ts';
import type { Draft } from '../answers/draft.ts';
import type { DeclaredOperation } from '../existing.ts';
import { askAboutExisting } from './find-clash.ts';
import { findLimits } from './not-yet.ts';
import { WHO, changeIn, showsIn, whoIn } from '../answers/questions.ts';
import { STATE, STATE_AFTER, splitThing } from '../answers/split-thing.ts';
import { isOfOtherState } from './other-state.ts';
import { boundsIn } from '../answers/read-bounds.ts';
import { boundKindOf } from '../values/value-type.ts';
import { camelCase, kebabCase, plural, singular, wordsOf } from '../words.ts';

const JARGON = new Set([
  ...['api', 'backend', 'boolean', 'database', 'endpoint', 'frontend', 'http', 'integer', 'json'],
  ...['null', 'payload', 'schema', 'string', 'table', 'uuid'],
]);
/** Swedish words that do not exist in English. "Visa" is not in the list, because it is also an English word. */
const SWEDISH = new Set(
  `alla att av belopp betala betalar betalning bolag bolaget byta datum dessa det detta direkt ditt eller ett faktura
  fakturan fakturor finns för förra företag företaget från hon hur inga ingen inte jag kan konto kontot kort kortet korten
  kund kunden kundens kvitto kvitton med medlemmar mina mitt mycket namn nej och på saknas saldo ska skicka sina sitt som
  till utan vad vem vilka vilken vill visar än är användaren`.split(/\s+/),
);
const COMPARED_AMOUNT =
  /\b(over|under|above|below|than|least|most|between) (always )?\d[\d .,]* ?(kr|sek|%)/i;
const writeEnglish = (text: string) =>
  `Can you write the brief in English? "${text}" is Swedish. The words become the names that developers use, for example "card order" for "kortbeställning". Examples of values may stay Swedish.`;

/**
 * Finds reasons why a brief can't become an operation, even with different answers to the open questions. The tool
 * shows these reasons before any question.
 */
export function findBlockers(draft: Draft, operations: readonly DeclaredOperation[]): string[] {
  const texts = textsOf(draft);
  const jargon = new Set(texts.flatMap(wordsOf).filter((word) => JARGON.has(word)));
  const same = findSame(draft, operations);
  return [
    ...texts.filter(isSwedish).slice(0, 1).map(writeEnglish),
    ...(same ? [askAboutExisting(same, draft)] : []),
    ...findLimits(draft),
    ...[...jargon].map((word) => `How would a customer say "${word}"? Write that instead.`),
  ];
}

/** The author's texts, including names but not examples. */
function textsOf(draft: Draft): string[] {
  const { service, name, does, about, inside, shows, order, when_nothing, who, changes } = draft;
  const items = [...draft.values, ...draft.send, ...draft.find_by, ...draft.goes_wrong];
  return [
    ...[service, name, does, about, inside, shows, order, when_nothing, who, changes],
    ...items.flatMap(({ example: _, ...item }) => Object.values(item)),
  ];
}

/** A name of a place or a person can also contain å, ä or ö, but it starts with a capital letter. */
function isSwedish(text: string): boolean {
  const words = text.normalize('NFC').match(/\p{L}+/gu) ?? [];
  return words.some(
    (word, at) =>
      SWEDISH.has(word.toLowerCase()) || (/[åäö]/i.test(word) && (at === 0 || word === word.toLowerCase())),
  );
}

/** Finds an operation that has this name, or that already shows the same data. */
function findSame(draft: Draft, operations: readonly DeclaredOperation[]): DeclaredOperation | undefined {
  const { name, changes, who, inside, operation, shows } = draft;
  if (operation !== '' || draft.extends !== '') return undefined;
  const named = operations.find(({ id }) => id === operationIdOf({ name }));
  if (named || formOf({ changes: changeIn(changes) }) !== 'read') return named;
  const isForMembers = who === '' || whoIn(who) === WHO[0].answer;
  if (!isForMembers || inside !== '') return undefined;
  const reads = operations.filter(
    ({ method, paths }) => method === 'GET' && paths.some((path) => path.startsWith('/v1/')),
  );
  const words = wordsOf(splitThing(draft.about).about);
  const about = apiWord(singular(words.join(' ')));
  if (/^one (summary|thing)$/.test(showsIn(shows)))
    return reads.find(({ id }) => id.replace(/^[a-z]+/, '').toLowerCase() === camelCase(about).toLowerCase());
  const thing = words.filter((word, at) => !(at === 0 ? STATE : STATE_AFTER).test(word));
  const collection = `/v1/${kebabCase(plural(apiWord(singular(thing.join(' ')))))}`;
  const isNarrowed =
    thing.length < words.length || draft.find_by.some(comparesValues) || COMPARED_AMOUNT.test(draft.does);
  if (showsIn(shows) !== 'a list' || thing.length === 0 || !isNarrowed) return undefined;
  return reads.find(
    (known) => known.paths.includes(collection) && !isOfOtherState(draft.about, draft.values, known),
  );
}

function comparesValues({ name = '', example = '' }: Record<string, string>): boolean {
  const kind = boundKindOf({ name, example });
  return boundsIn({ name, example }) !== undefined || kind === 'amount' || kind === 'percentage';
}
