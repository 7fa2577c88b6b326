import type { Brief, Fault } from './brief.ts';
import { listIn } from './list-of.ts';
import type { NamedExample } from './value-type.ts';
import { singular, wordsOf } from './words.ts';

/** A range in the words of a case: "the day is not between 1 and 28". */
const RANGE = /\b(?:not|outside|out of)\b[\w ]*?(\d+) ?(?:and|to|-|–) ?(\d+)$/i;
/** The maximum number of entries of a list: "there are more than five labels". */
const MORE_THAN = /\bmore than (\w+) (?:\w+ )?(\w+)$/i;
const WORDS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const WHOLE = /^\d+$/;

/** Adds to each sent number and list the limits that a case demands. The case then becomes a limit of the value. */
export function readRanges(brief: Brief): Brief {
  const used = new Set<Fault>();
  const send = brief.send.map((value) => {
    const limited = brief.goes_wrong.map((fault) => [fault, limitedBy(fault, value)] as const);
    const [fault, example] = limited.find(([, limit]) => limit !== undefined) ?? [];
    if (!fault || example === undefined) return value;
    used.add(fault);
    return { ...value, example };
  });
  return { ...brief, send, goes_wrong: brief.goes_wrong.filter((fault) => !used.has(fault)) };
}

/** The example of a value with the limit that a case demands. Undefined if the case demands none. */
function limitedBy({ when }: Fault, { name, example }: NamedExample): string | undefined {
  const [, least, most] = RANGE.exec(when) ?? [];
  if (least !== undefined && WHOLE.test(example) && isAbout(when, name))
    return `${example} (${least} to ${most})`;
  const [, count = '', things = ''] = MORE_THAN.exec(when) ?? [];
  const list = listIn(example);
  const number = WORDS.includes(count.toLowerCase()) ? WORDS.indexOf(count.toLowerCase()) : Number(count);
  return list && number > 0 && isAbout(things, name) ? `list of up to ${number}: ${list.entries}` : undefined;
}

/** Whether a sentence has the first or the last word of a name. */
function isAbout(sentence: string, name: string): boolean {
  const words = wordsOf(sentence).map(singular);
  const named = wordsOf(name).map(singular);
  return [named[0], named.at(-1)].some((word) => word !== undefined && words.includes(word));
}
