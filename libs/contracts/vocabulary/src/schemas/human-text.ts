import { z } from 'zod';
import { maskCardNumbers } from './card-numbers.ts';

/**
 * The patterns must match the same texts with and without the `u` flag, because other tools may compile the published
 * patterns without this flag. The patterns reject control characters, because people can't read control characters and
 * PostgreSQL can't store all of them.
 */
const ONE_LINE = String.raw`^[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*$`;
const LINES = String.raw`^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$`;

/** Emoji that Unicode recommends for interchange, including their joiners and variation selectors. */
const EMOJI_OR_INVISIBLE = /\p{RGI_Emoji}|[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gv;
const INVISIBLE = /^[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/v;

interface Wording {
  readonly missing: string;
  readonly tooLong: string;
  readonly unreadable: string;
}

/**
 * A line of text that a person wrote. Normalizes the text to NFC, and removes format characters and leading and
 * trailing space. Masks card numbers except the last four digits. Rejects control characters.
 */
export function humanText(maxLength: number, wording: Partial<Wording> = {}) {
  return textOf(maxLength, wording, ONE_LINE);
}

/**
 * Like `humanText`, but with several lines. A form sends two characters for a line break, but the line break counts as
 * one.
 */
export function humanLines(maxLength: number, wording: Partial<Wording> = {}) {
  return textOf(maxLength, wording, LINES);
}

/** Normalized in the same way as stored texts. */
export function searchText({ min, max }: { readonly min: number; readonly max: number }) {
  const fault = `must be ${min} to ${max} characters`;
  return z
    .string()
    .overwrite(cleanText)
    .min(min, fault)
    .max(max, fault)
    .regex(new RegExp(ONE_LINE), 'must not contain control characters');
}

/**
 * Normalizes to NFC. Removes leading and trailing space, and format characters outside emoji. Writes each line break as
 * one character.
 */
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

function textOf(maxLength: number, wording: Partial<Wording>, pattern: string) {
  const { missing, tooLong, unreadable } = { ...wordingFor(maxLength), ...wording };
  return z
    .string({ error: ({ input }) => (input === undefined ? missing : undefined) })
    .overwrite((text) => maskCardNumbers(cleanText(text)))
    .min(1, missing)
    .max(maxLength, tooLong)
    .regex(new RegExp(pattern), unreadable);
}
