import type { Brief } from '../answers/brief.ts';
import { findUnclearChange } from './find-unclear-change.ts';
import { askAboutFiles, askForFile, isFileName } from './find-unclear-file.ts';
import { ANY_PERIOD, PERIOD } from '../values/period.ts';
import { entriesOf, listIn } from '../values/list-of.ts';
import { emptyState, hasEmptyState } from '../design/empty-state.ts';
import type { NamedExample, Use } from '../values/value-kind.ts';
import { askForEntries, soundsLikeMoney, valueType } from '../values/value-type.ts';
import { amountIn } from '../values/read-amount.ts';
import { askAboutBounds } from '../answers/read-bounds.ts';
import { askAboutOtherLimits } from '../answers/read-ranges.ts';
import { findVagueAnswers } from './find-vague-answers.ts';
import { STATE_AFTER } from '../answers/split-thing.ts';
import { wordsOf } from '../words.ts';

const NO_VERB =
  /^(why|what|how|who|where|when|my|the|top|next|stay|help|improve|keep on|make (it|things?|everything))\b/i;
const TWO_COUNTS = /^(\d[\d ]*\d|\d)( \w+)? (out )?of (the )?\d/i;
const DESCRIBED_LIST = /^(a |the )?(list|lists|table|latest|last|first|top|newest|all|several|\w+ latest)\b/i;
/** Matches an example with two values, such as "SJ 500 kr". */
const SEVERAL = /\p{L}.*\s-?\d[\d ]*([.,]\d+)? ?(kr|sek|%)\s*$/iu;
const NOT_IN_THINGS = new Set('i me you we us it is are has have can not that when which'.split(' '));
const MOST_WORDS_OF_THING = 4;
const PLAIN_NUMBER = /^-?\d[\d\s]*([,.]\d+)?$/u;

export function findUnclearAnswers(brief: Brief): string[] {
  return [
    ...findVagueAnswers(brief),
    ...(wordsOf(brief.name).length < 2 || NO_VERB.test(brief.name) ? [askForVerb(brief)] : []),
    ...findUnclearThing(brief),
    ...findUnclearChange(brief),
    ...askAboutOtherLimits(brief),
    ...askAboutFiles(brief),
    ...(brief.shows === 'a file' ? [] : brief.values.filter(isFileName).map(askForFile)),
    ...[...brief.values, ...brief.send].flatMap(askAboutMoney),
    ...[...brief.values, ...brief.send].filter(isInterestWithoutPeriod).map(askForPeriod),
    ...[...brief.values, ...brief.send].flatMap(askForEachValue),
    ...brief.values.filter(isStatusAsText).map(askForChoices),
    ...askAboutValues(brief.values, 'shown'),
    ...askAboutEmptyState(brief),
    ...askAboutValues(brief.send, 'sent'),
    ...askAboutValues(
      brief.find_by.filter(({ example, bound }) => bound === undefined && !PERIOD.test(example)),
      'filter',
    ),
    ...brief.find_by.filter(isPeriodInWords).map(askForDays),
    ...askAboutBounds(brief),
    ...askAboutValues(
      brief.find_by.filter(({ bound }) => bound !== undefined),
      'bound',
    ),
  ];
}

function findUnclearThing({ about, inside }: Brief): string[] {
  const [key, thing] = inside !== undefined && isUnclear(inside) ? ['inside', inside] : ['about', about];
  return isUnclear(thing)
    ? [
        `"${thing}" is not the name of a thing. Call one such thing by a short noun under ${key}, for example "card order", "rating" or "message". If it belongs to another thing, such as a support request, write that other thing under inside.`,
      ]
    : [];
}

/** "A thank-you message" is a thing, but "thank you" is not. */
function isThankYou(words: readonly string[], at: number): boolean {
  return words[at - 1] === 'thank' && at < words.length - 1;
}

function isUnclear(thing: string): boolean {
  const words = wordsOf(thing);
  return (
    words.length > MOST_WORDS_OF_THING ||
    words.some((word, at) => NOT_IN_THINGS.has(word) && !isThankYou(words, at)) ||
    STATE_AFTER.test(words.at(-1) ?? '')
  );
}

function askAboutValues(values: readonly NamedExample[], use: Use): string[] {
  return values.flatMap((value) => {
    const type = valueType(value, use);
    return 'question' in type ? [type.question] : [];
  });
}

function askAboutEmptyState(brief: Brief): string[] {
  if (!hasEmptyState(brief)) return [];
  return brief.values.flatMap((value) => {
    const state = emptyState(value, brief.when_nothing);
    return 'question' in state ? [state.question] : [];
  });
}

function askForVerb({ name, about }: Brief): string {
  const fault = wordsOf(name).length < 2 ? 'has only one word' : 'has no verb';
  return `What does the user do? The name "${name}" ${fault}. Under name, write a verb and then the thing, for example "show ${about}".`;
}

/** Whether a filter has the name of a period, but an example without days or a month: "this year". */
function isPeriodInWords({ name, example, bound }: Brief['find_by'][number]): boolean {
  if (bound !== undefined || !ANY_PERIOD.test(name.trim()) || PERIOD.test(example.trim())) return false;
  const type = valueType({ name, example }, 'filter');
  return 'kind' in type && type.kind.startsWith('text');
}

function askForDays({ name, example }: NamedExample): string {
  return `Which days does "${example}" mean in the filter "${name}"? The app chooses the days, so write an example with days, such as "2026-06-01 to 2026-06-30", or with a month, such as "June 2026".`;
}

function askAboutMoney(value: NamedExample): string[] {
  const type = valueType(value, 'shown');
  if ('question' in type || !soundsLikeMoney(value.name, type)) return [];
  if (PLAIN_NUMBER.test(value.example)) return [askForAmount(value)];
  return [
    `The name "${value.name}" is for an amount in kronor, but "${value.example}" is not an amount in kronor. Which other name can you use? Write that name, for example "paid in euros".`,
  ];
}

const PER_PERIOD = /\b(daily|monthly|quarterly|yearly|annual|per (day|month|quarter|year|annum))\b/i;

/**
 * Whether the name of an interest rate contains no period, such as "per month". 1.95 % per month is not 1.95 % per
 * year.
 */
function isInterestWithoutPeriod({ name, example }: NamedExample): boolean {
  if (!/\binterest\b/i.test(name) || PER_PERIOD.test(name)) return false;
  const type = valueType({ name, example }, 'shown');
  return 'kind' in type && type.kind.startsWith('percentage');
}

function askForPeriod({ name }: NamedExample): string {
  return `Is "${name}" per month or per year? Write this in the name, for example "monthly ${name}".`;
}

function askForEachValue({ name, example }: NamedExample): string[] {
  const list = listIn(example);
  if (list !== undefined)
    return entriesOf(list).some((entry) => SEVERAL.test(entry) && !entry.includes('='))
      ? [
          `Each entry of "${name}" has several values. Write a name for each value, for example "list of: shop = SJ, amount = 845 kr".`,
        ]
      : [];
  if (DESCRIBED_LIST.test(example) && !/\d{2}/.test(example)) return [askForEntries(name)];
  if (amountIn(example)) return [];
  if (TWO_COUNTS.test(example))
    return [
      `"${name}" has two numbers. Give each number its own name, for example "number of receipts" and "number of purchases". If it is a text, write "text: ${example}".`,
    ];
  if ((example.match(/\d ?(kr|sek|%)(?!\p{L})/giu) ?? []).length > 1)
    return [
      `"${name}" has several amounts. Give each amount its own name. If there can be any number of amounts, write a list with a name for each value: "list of: shop = SJ, amount = 845 kr".`,
    ];
  return [];
}

/**
 * True if the example of a status does not list the possible words. The brief must list these words, because a screen
 * shows each word.
 */
function isStatusAsText(value: NamedExample): boolean {
  const type = valueType(value, 'shown');
  return (
    /\b(status|state)$/i.test(value.name.trim()) &&
    'schema' in type &&
    type.schema === 'z.string()' &&
    !/^text:/i.test(value.example)
  );
}

function askForChoices({ name, example }: NamedExample): string {
  return `Which words can "${name}" be? Write all the words, and begin with the example: "one of: ${example}, ...".`;
}

function askForAmount({ name, example }: NamedExample): string {
  return `Is "${name}" money? If so, write ${example} kr. If it counts something, begin its name with "number of", and then write what it counts.`;
}
