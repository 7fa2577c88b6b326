import { type Brief, formOf } from './brief.ts';
import { PERIOD } from './design.ts';
import { type NamedExample, type Use, valueType } from './value-type.ts';
import { wordsOf } from './words.ts';

const JARGON = new Set([
  ...['api', 'backend', 'boolean', 'database', 'endpoint', 'frontend', 'http', 'integer', 'json'],
  ...['null', 'payload', 'schema', 'string', 'table', 'uuid'],
]);
/** Words that no English sentence has, unlike "visa". */
const SWEDISH = new Set(
  `alla att av belopp betala betalar betalning datum dessa det detta direkt ditt eller ett faktura fakturan fakturor finns
  från för företaget hon hur inga ingen inte kontot kortet korten kunden kundens med mina mitt mycket namn och på saknas
  saldo ska sina sitt som till utan vad vem vilka vilken visar än är användaren`.split(/\s+/),
);
/** The shortest sentence that says what an operation does. */
const FEWEST_WORDS = 3;
const MOST_WORDS_OF_CHANGE = 3;
const MONEY_WORDS = new Set(['amount', 'balance', 'cost', 'fee', 'limit', 'price', 'remaining', 'spend']);
const PLAIN_NUMBER = /^-?\d[\d\s]*([,.]\d+)?$/u;

/** Asks a follow-up question about each answer that would lead to a poor API. */
export function findUnclearAnswers(brief: Brief): string[] {
  const texts = textsOf(brief);
  if (texts.some(isSwedish)) return [WRITE_ENGLISH];
  const jargon = new Set(texts.flatMap(wordsOf).filter((word) => JARGON.has(word)));
  return [
    ...(wordsOf(brief.does).length < FEWEST_WORDS ? [askForSentence(brief)] : []),
    ...(wordsOf(brief.name).length < 2 ? [askForVerb(brief)] : []),
    ...[...jargon].map((word) => `How would a customer say "${word}"? Write that instead.`),
    ...findUnclearChange(brief),
    ...[...brief.values, ...brief.send].filter(looksLikeMoney).map(askForAmount),
    ...[...brief.values, ...brief.send].flatMap(askForEachValue),
    ...askAboutValues(brief.values, 'shown'),
    ...askAboutValues(brief.send, 'sent'),
    ...askAboutValues(
      brief.find_by.filter(({ example }) => !PERIOD.test(example)),
      'filter',
    ),
  ];
}

const WRITE_ENGLISH =
  'Can you write the brief in English? Its words become the names that developers use, for example "card order" for "kortbeställning". Examples of values may stay Swedish.';

/** What people wrote, names included, without examples and without what users are told. */
function textsOf({
  name,
  does,
  about,
  inside,
  values,
  send,
  find_by,
  when_nothing,
  goes_wrong,
}: Brief): string[] {
  return [
    ...[name, does, about, inside ?? '', when_nothing],
    ...values.flatMap((value) => [value.name, value.from]),
    ...[...send, ...find_by].map((value) => value.name),
    ...goes_wrong.flatMap(({ when, told }) => [when, told]),
  ];
}

function isSwedish(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.some((word) => /[åäö]/.test(word.normalize('NFC')) || SWEDISH.has(word));
}

function findUnclearChange(brief: Brief): string[] {
  const { shows, changes, send, values, if_one_fails, find_by } = brief;
  const form = formOf(brief);
  const isList = shows === 'a list';
  return [
    ...(/^(yes|true)$/i.test(changes)
      ? [
          'What is the change? Call it by a noun under changes, for example freeze, or write new, edit, setting or removal.',
        ]
      : []),
    ...(wordsOf(changes).length > MOST_WORDS_OF_CHANGE
      ? [`What is "${changes}" in one noun? Write it under changes, for example freeze.`]
      : []),
    ...(form === 'read' && send.length > 0
      ? [
          'What is sent if nothing changes? Call the change by a noun under changes, or leave send out. What narrows a list goes under find_by.',
        ]
      : []),
    ...((form === 'edit' || form === 'setting') && send.length === 0
      ? ['What does the user change? Write it under send.']
      : []),
    ...(form === 'action' && isList && if_one_fails?.toLowerCase() !== 'nothing changes'
      ? [
          'A change of a list changes all of its things together, or none. Write "nothing changes" under if_one_fails, or "one thing" under shows.',
        ]
      : []),
    ...(form !== 'read' && form !== 'action' && isList
      ? [
          'A change of a list has a name of its own. Write "one thing" under shows, or call the change by a noun.',
        ]
      : []),
    ...(form !== 'read' && shows === 'a file'
      ? ['Is the file made or downloaded? To download it, write no under changes.']
      : []),
    ...(find_by.length > 0 && form !== 'read'
      ? ['Only something that is read can be narrowed. Move find_by to send.']
      : []),
    ...(values.length === 0 && shows !== 'a file'
      ? ['Which values does the user see? Answer it under values.']
      : []),
  ];
}

function askAboutValues(values: readonly NamedExample[], use: Use): string[] {
  return values.flatMap((value) => {
    const type = valueType(value, use);
    return 'question' in type ? [type.question] : [];
  });
}

function askForSentence({ does }: Brief): string {
  return `What does the user do or see? "${does}" does not say. Write a sentence under does.`;
}

function askForVerb({ name, about }: Brief): string {
  return `What does it do to what? "${name}" is one word. Write the verb and the thing under name, for example "show ${about}".`;
}

function looksLikeMoney({ name, example }: NamedExample): boolean {
  return MONEY_WORDS.has(wordsOf(name).at(-1) ?? '') && PLAIN_NUMBER.test(example);
}

/** Asks about an example that describes a list, or that holds several values. */
function askForEachValue({ name, example }: NamedExample): string[] {
  if (/^list of:/i.test(example)) return [];
  if (
    /^(a |the )?(list|lists|table|latest|last|first|top|newest|all|several|\w+ latest)\b/i.test(example) &&
    !/\d{2}/.test(example)
  )
    return [
      `How does one of "${name}" look? Write "list of:" and two of them, for example "list of: SJ, Telia". If each has several values, write a brief of its own for them, with "a list" under shows.`,
    ];
  if ((example.match(/\d ?(kr|sek|%)(?!\p{L})/giu) ?? []).length > 1)
    return [
      `"${name}" has several amounts. Give each a name of its own. If there can be any number of them, write a brief for one of them, and name under inside what they are a part of.`,
    ];
  return [];
}

function askForAmount({ name, example }: NamedExample): string {
  return `Is "${name}" money? Then write ${example} kr. If it counts something, call it "number of" and what it counts.`;
}
