import { z } from 'zod';
import { maskCardNumbers } from './card-numbers.ts';

/**
 * Patterns that match the same with and without the `u` flag, because other tools compile the published patterns.
 * Control characters are refused; PostgreSQL can't store them all, and people can't read them.
 */
const ONE_LINE = String.raw`^[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*$`;
const LINES = String.raw`^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$`;

/** Emoji as Unicode recommends them for interchange, the joiners and variation selectors inside them included. */
const EMOJI_OR_INVISIBLE = /\p{RGI_Emoji}|[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gv;
const INVISIBLE = /^[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/v;

/** The message for an invalid text. */
interface Wording {
  readonly missing: string;
  readonly tooLong: string;
  readonly unreadable: string;
}

/**
 * A text in one line that a person wrote, cleaned: NFC, without format characters (they count as blank) and space
 * around it, card numbers masked except their last four digits. Control characters are invalid.
 */
export function humanText(maxLength: number, wording = wordingFor(maxLength)) {
  return textOf(maxLength, wording, ONE_LINE);
}

/** The same for several lines. A form sends a line break as two characters, which count as one. */
export function humanLines(maxLength: number, wording = wordingFor(maxLength)) {
  return textOf(maxLength, wording, LINES);
}

/** A part of a text to search for, normalized as stored texts are. */
export function searchText({ min, max }: { readonly min: number; readonly max: number }) {
  const fault = `must be ${min} to ${max} characters`;
  return z
    .string()
    .overwrite(cleanText)
    .min(min, fault)
    .max(max, fault)
    .regex(new RegExp(ONE_LINE), 'must not contain control characters');
}

/** NFC, without format characters outside of emoji, line breaks as one character, no space around it. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(EMOJI_OR_INVISIBLE, (match) => (INVISIBLE.test(match) ? '' : match))
    .normalize('NFC')
    .trim();
}

function wordingFor(maxLength: number): Wording {
  return {
    missing: 'must not be empty',
    tooLong: `must have at most ${maxLength} characters`,
    unreadable: 'must not contain control characters',
  };
}

function textOf(maxLength: number, { missing, tooLong, unreadable }: Wording, pattern: string) {
  return z
    .string(missing)
    .overwrite((text) => maskCardNumbers(cleanText(text)))
    .min(1, missing)
    .max(maxLength, tooLong)
    .regex(new RegExp(pattern), unreadable);
}
