import type { Brief, Fault } from './brief.ts';
import { singular, wordsOf } from './words.ts';

/** A range that a case says: "the day is not between 1 and 28". */
const RANGE = /\b(?:not|outside|out of)\b[\w ]*?(\d+) ?(?:and|to|-|–) ?(\d+)$/i;
const WHOLE = /^\d+$/;

/** Gives each sent number the range that a case demands of it. The case is then a limit of the value like any other. */
export function readRanges(brief: Brief): Brief {
  const { send, goes_wrong } = brief;
  const used = new Set<Fault>();
  const limited = send.map((value) => {
    const fault = goes_wrong.find(({ when }) => RANGE.test(when) && isAbout(when, value.name));
    const [, least, most] = RANGE.exec(fault?.when ?? '') ?? [];
    if (!fault || !WHOLE.test(value.example)) return value;
    used.add(fault);
    return { ...value, example: `${value.example} (${least} to ${most})` };
  });
  return { ...brief, send: limited, goes_wrong: goes_wrong.filter((fault) => !used.has(fault)) };
}

/** Whether a sentence has the first or the last word of a name. */
function isAbout(sentence: string, name: string): boolean {
  const words = wordsOf(sentence).map(singular);
  const named = wordsOf(name).map(singular);
  return [named[0], named.at(-1)].some((word) => word !== undefined && words.includes(word));
}
