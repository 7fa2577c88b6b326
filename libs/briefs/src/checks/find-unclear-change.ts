import { type Brief, type Form, formOf } from '../answers/brief.ts';
import { isFile } from './find-unclear-file.ts';
import { entriesOf, listIn } from '../values/list-of.ts';
import { amountIn } from '../values/read-amount.ts';
import type { NamedExample } from '../values/value-kind.ts';
import { plural, singular, wordsOf } from '../words.ts';

const MOST_WORDS_OF_CHANGE = 3;

export function findUnclearChange(brief: Brief): string[] {
  const { shows, changes, send, values, if_one_fails, find_by } = brief;
  const form = formOf(brief);
  const isList = shows === 'a list';
  return [
    ...(/^(yes|true)$/i.test(changes)
      ? [
          'What is the change? Name it with a noun under changes, for example freeze, or write new, edit, setting or removal.',
        ]
      : []),
    ...(wordsOf(changes).length > MOST_WORDS_OF_CHANGE
      ? [`Which noun describes "${changes}"? Write the noun under changes, for example freeze.`]
      : []),
    ...(form === 'read' && send.length > 0
      ? [
          'The brief changes nothing, so what does the user send? Write a noun for the change under changes, or leave send out. Write the filters of a list under find_by.',
        ]
      : []),
    ...((form === 'edit' || form === 'setting') && send.length === 0
      ? ['What does the user change? Write it under send.']
      : []),
    ...(form === 'action' && isList && if_one_fails?.toLowerCase() !== 'nothing changes'
      ? [
          'A change of a list changes either everything in the list or nothing. Write "nothing changes" under if_one_fails, or "one thing" under shows.',
        ]
      : []),
    ...(form !== 'read' && form !== 'action' && isList
      ? [
          'A change of a list needs its own noun. Write "one thing" under shows, or write a noun for the change under changes.',
        ]
      : []),
    ...(form !== 'read' && shows === 'a file' && !send.some(isFile)
      ? [
          'Does the operation make the file, or does the user download the file? If the user downloads it, write no under changes.',
        ]
      : []),
    ...(form === 'new' ? askAboutSeveralNew(brief) : []),
    ...(form === 'removal' && !removes(brief) ? [askWhatIsRemoved(brief)] : []),
    ...(form === 'removal' && send.length > 0
      ? [
          'A removal sends nothing. Write [] under send. If a value must be sent, write a noun under changes, for example cancellation, and show at least one value.',
        ]
      : []),
    ...(form === 'action' &&
    PAYMENT.test(changes) &&
    !REQUEST.test(brief.about) &&
    !send.some(isAmount) &&
    !/\b(whole|full)\b/i.test(brief.does)
      ? [
          `How much money does the ${changes} move? If the user chooses the amount, write it under send, for example 500 kr. If it is always the whole amount, write "the whole amount" under does. If no money moves, use another noun, for example cancellation.`,
        ]
      : []),
    ...(find_by.length > 0 && form !== 'read'
      ? ['Only a request that shows something can have filters. Move the entries of find_by to send.']
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
 * If a brief sends only a list, asks whether it creates one resource or several resources. For example, a tag with two
 * names is usually two tags.
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
    `Does this make one ${one} with ${count} ${parts}, or ${count} ${plural(one)}? If the user chooses the whole list each time, make it a setting: write "setting" under changes, and "${plural(one)}" under about${whole}. If each entry is a separate ${one}, send only one. If one ${one} has all ${parts}, write "one ${one}" under does.`,
  ];
}

function mayShowNothing(form: Form): boolean {
  return form === 'removal' || form === 'new';
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
      ? `If it undoes something, such as a freeze, write that thing under about, for example "freeze", and write "${about}" under inside.`
      : 'If it removes something else, write that thing under about. If it removes nothing, write a noun under changes, for example activation.';
  return `"removal" deletes the ${about} itself. Does "${name}" do that? If so, begin the name with "remove" or "delete". ${remedy}`;
}

const PAYMENT = /\b(payment|repayment|instal?lment|transfer|deposit|withdrawal|top-?up)\b/i;

function isAmount({ example }: NamedExample): boolean {
  return amountIn(example) !== undefined;
}
