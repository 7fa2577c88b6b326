import { type Brief, type Form, formOf } from './brief.ts';
import { ANY_PERIOD, PERIOD } from './period.ts';
import { entriesOf, listIn } from './list-of.ts';
import { emptyState, hasEmptyState } from './empty-state.ts';
import type { NamedExample, Use } from './value-kind.ts';
import { askForEntries, soundsLikeMoney, valueType } from './value-type.ts';
import { mentionsFile } from './read-file.ts';
import { amountIn } from './read-amount.ts';
import { askAboutBounds } from './read-bounds.ts';
import { askAboutOtherLimits } from './read-ranges.ts';
import { findVagueAnswers } from './find-vague-answers.ts';
import { STATE_AFTER } from './split-thing.ts';
import { UPLOAD_FIELD } from './standard-fields.ts';
import { plural, singular, snakeCase, wordsOf } from './words.ts';

const NO_VERB =
  /^(why|what|how|who|where|when|my|the|top|next|stay|help|improve|keep on|make (it|things?|everything))\b/i;
const TWO_COUNTS = /^(\d[\d ]*\d|\d)( \w+)? (out )?of (the )?\d/i;
const MOST_WORDS_OF_CHANGE = 3;
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
        `"${thing}" is not the name of a thing. Call one such thing by a short noun under ${key}, for example "card order", "rating" or "message". If it belongs to another thing, such as a support request, name that under inside.`,
      ]
    : [];
}

function isUnclear(thing: string): boolean {
  const words = wordsOf(thing);
  return (
    words.length > MOST_WORDS_OF_THING ||
    words.some((word) => NOT_IN_THINGS.has(word)) ||
    STATE_AFTER.test(words.at(-1) ?? '')
  );
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
    ...(form !== 'read' && shows === 'a file' && !send.some(isFile)
      ? ['Is the file made or downloaded? To download it, write no under changes.']
      : []),
    ...(form === 'new' ? askAboutSeveralNew(brief) : []),
    ...(form === 'removal' && !removes(brief) ? [askWhatIsRemoved(brief)] : []),
    ...(form === 'removal' && send.length > 0
      ? [
          'A removal sends nothing. Write [] under send, or, if a value must be sent, call the change by a noun under changes, for example cancellation, and show at least one value.',
        ]
      : []),
    ...(form === 'action' &&
    PAYMENT.test(changes) &&
    !REQUEST.test(brief.about) &&
    !send.some(isAmount) &&
    !/\b(whole|full)\b/i.test(brief.does)
      ? [
          `How much is moved by the ${changes}? If the user chooses the amount, write it under send, for example 500 kr. If it is always all of it, write "the whole amount" under does. If no money moves, use another noun, for example cancellation.`,
        ]
      : []),
    ...(find_by.length > 0 && form !== 'read'
      ? ['Only something that is read can be narrowed. Move find_by to send.']
      : []),
    ...(values.length === 0 && !mayShowNothing(form) && shows !== 'a file' && !send.some(isFile)
      ? [
          form === 'read'
            ? 'Which values does the user see? Answer it under values.'
            : 'What does the user see after the change? Only a removal can show nothing. Write at least one value under values, for example "status: one of: active, frozen".',
        ]
      : []),
  ];
}

/**
 * Asks whether a brief that sends only a list creates one resource or several. For example, a tag with two names is
 * usually two tags.
 */
function askAboutSeveralNew({ about, inside, does, send }: Brief): string[] {
  const [value, ...others] = send;
  const list = value && listIn(value.example);
  if (!value || !list || others.length > 0 || /\bids$/i.test(value.name)) return [];
  const one = singular(about);
  const count = entriesOf(list).length;
  const isOne = new RegExp(String.raw`\b(one|a single) (\w+ )?${wordsOf(one).join(' ')}\b`);
  if (count < 2 || isOne.test(wordsOf(does).join(' '))) return [];
  const parts = singular(value.name) === one ? 'names' : value.name;
  const whole = inside === undefined ? '' : `, and keep "${inside}" under inside`;
  return [
    `Does this make one ${one} with ${count} ${parts}, or ${count} ${plural(one)}? If the user chooses the whole list each time, make it a setting: write "setting" under changes, and "${plural(one)}" under about${whole}. If each is a ${one} of its own, send one of them. If one ${one} has them all, write "one ${one}" under does.`,
  ];
}

function mayShowNothing(form: Form): boolean {
  return form === 'removal' || form === 'new';
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
  return `What does it do to what? "${name}" does not say. Write the verb first and then the thing under name, for example "show ${about}".`;
}

/** Resources that a user can cancel without moving money. */
const REQUEST = /\b(request|order|application|invitation|report|message)$/i;

const REMOVES =
  /^(remove|delete|cancel|clear|close|discard|disconnect|drop|end|erase|revoke|stop|take (away|back|off|out)|undo|unlink|unsubscribe|untag|unfollow|withdraw|leave|empty|reset)\b/i;

/** "unfreeze card" removes the freeze, and "unblock shop" removes the block. */
function removes({ name, about }: Brief): boolean {
  const [, undone] = /^un(\w+)/i.exec(name) ?? [];
  return REMOVES.test(name) || (undone !== undefined && wordsOf(about).includes(undone.toLowerCase()));
}

function askWhatIsRemoved({ name, about, inside }: Brief): string {
  const remedy =
    inside === undefined
      ? `If it takes something back, such as a freeze, name that under about, for example "freeze", and "${about}" under inside.`
      : 'If it removes something else, name that under about. If it removes nothing, call the change by a noun under changes, for example activation.';
  return `"removal" deletes the ${about} itself. Does "${name}" do that? If so, begin the name with "remove" or "delete". ${remedy}`;
}

const PAYMENT = /\b(payment|repayment|instal?lment|transfer|deposit|withdrawal|top-?up)\b/i;

function isAmount({ example }: NamedExample): boolean {
  return amountIn(example) !== undefined;
}

const UPLOAD = /\bupload(s|ed|ing)?\b/i;
const ATTACH = /\battach(es|ed|ing)?\b/i;
const FILE_EXAMPLE = 'for example "photo: JPEG or PNG, up to 10 MB"';

function isFile(value: NamedExample): boolean {
  const type = valueType(value, 'sent');
  return 'schema' in type && type.schema.includes('announcedFile(');
}

function askAboutFiles(brief: Brief): string[] {
  const { name, does, about, send, values, shows } = brief;
  const form = formOf(brief);
  const files = send.filter(isFile);
  const [file] = files;
  const sentence = `${name} ${does}`;
  if (!file) {
    const isMissing = UPLOAD.test(sentence) || (ATTACH.test(sentence) && mentionsFile(sentence));
    return form !== 'read' && isMissing && send.every((value) => 'schema' in valueType(value, 'sent'))
      ? [`Which file does the user send? Write it under send, ${FILE_EXAMPLE}.`]
      : [];
  }
  const shown = values.find((value) =>
    [file.name, UPLOAD_FIELD].some((taken) => isSameName(value.name, taken)),
  );
  return [
    ...(files.length > 1 || listIn(file.example) !== undefined
      ? [
          'An operation takes one file. Write one under send, and write in the sentence under does that the user repeats it for each file. If the files differ, such as front and back, write a brief for each.',
        ]
      : []),
    ...(file.optional === 'yes'
      ? [
          `A request can't have an optional file. Take "${file.name}" out here, and write a second brief with the file under send and "inside: ${about}".`,
        ]
      : []),
    ...(form !== 'new'
      ? [
          'A file that the user sends is a new thing. Write "new" under changes, name the thing under about, for example "receipt photo", and write under inside what it belongs to.',
        ]
      : []),
    ...(form === 'new' && shows !== 'one thing'
      ? ['The response shows the new thing. Write "one thing" under shows.']
      : []),
    ...(shown
      ? [
          `The file has not arrived yet when the response is sent, so leave "${shown.name}" out under values. To show it later, write another brief with "a file" under shows.`,
        ]
      : []),
  ];
}

function isSameName(one: string, other: string): boolean {
  return snakeCase(one) === snakeCase(other);
}

/** Whether a filter has the name of a period, but its example is neither days nor a month: "this year". */
function isPeriodInWords({ name, example, bound }: Brief['find_by'][number]): boolean {
  if (bound !== undefined || !ANY_PERIOD.test(name.trim()) || PERIOD.test(example.trim())) return false;
  const type = valueType({ name, example }, 'filter');
  return 'kind' in type && type.kind.startsWith('text');
}

function askForDays({ name, example }: NamedExample): string {
  return `Which days does "${example}" mean in the filter "${name}"? The app chooses them, so write an example with days, such as "2026-06-01 to 2026-06-30", or with a month, such as "June 2026".`;
}

const FILE_NAME = /^(https?:\/\/)?\S+\.(pdf|docx?|xlsx?|jpe?g|png|heic|csv)$/i;

const isFileName = ({ example }: NamedExample) => FILE_NAME.test(example.trim());

function askForFile({ name, example }: NamedExample): string {
  return `"${example}" is a file, and a file has an operation of its own. Leave out "${name}", and write another brief with "a file" under shows. If the user sees only the name of the file, write "text: ${example}".`;
}

function askAboutMoney(value: NamedExample): string[] {
  const type = valueType(value, 'shown');
  if ('question' in type || !soundsLikeMoney(value.name, type)) return [];
  if (PLAIN_NUMBER.test(value.example)) return [askForAmount(value)];
  return [
    `"${value.name}" is a name for an amount in kronor, but "${value.example}" is not such an amount. What else is it called? Write another name, for example "paid in euros".`,
  ];
}

const PER_PERIOD = /\b(daily|monthly|quarterly|yearly|annual|per (day|month|quarter|year|annum))\b/i;

/**
 * Whether the name of an interest rate lacks a period, such as "per month". 1.95 % per month is not 1.95 % per year.
 */
function isInterestWithoutPeriod({ name, example }: NamedExample): boolean {
  if (!/\binterest\b/i.test(name) || PER_PERIOD.test(name)) return false;
  const type = valueType({ name, example }, 'shown');
  return 'kind' in type && type.kind.startsWith('percentage');
}

function askForPeriod({ name }: NamedExample): string {
  return `Is "${name}" per month or per year? Put it into the name, for example "monthly ${name}".`;
}

function askForEachValue({ name, example }: NamedExample): string[] {
  const list = listIn(example);
  if (list !== undefined)
    return entriesOf(list).some((entry) => SEVERAL.test(entry) && !entry.includes('='))
      ? [
          `Each of "${name}" has several values. Name them, for example "list of: shop = SJ, amount = 845 kr".`,
        ]
      : [];
  if (DESCRIBED_LIST.test(example) && !/\d{2}/.test(example)) return [askForEntries(name)];
  if (amountIn(example)) return [];
  if (TWO_COUNTS.test(example))
    return [
      `"${name}" has two numbers. Give each a name of its own, for example "number of receipts" and "number of purchases". If it is a text, write "text: ${example}".`,
    ];
  if ((example.match(/\d ?(kr|sek|%)(?!\p{L})/giu) ?? []).length > 1)
    return [
      `"${name}" has several amounts. Give each a name of its own. If there can be any number of them, name the values of each: "list of: shop = SJ, amount = 845 kr".`,
    ];
  return [];
}

/** True if a status is a free text. The brief must list the possible words, because a screen shows each of them. */
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
  return `Which words can "${name}" be? Write all of them, the example first: "one of: ${example}, ...".`;
}

function askForAmount({ name, example }: NamedExample): string {
  return `Is "${name}" money? Then write ${example} kr. If it counts something, call it "number of" and what it counts.`;
}
