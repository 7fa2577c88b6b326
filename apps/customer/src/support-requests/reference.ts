import { randomInt } from 'node:crypto';

/** Crockford's base 32 has no characters that look alike. Without A and E, references contain no words. */
const ALPHABET = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/**
 * Returns a reference such as QS-7K3M-9PTW-XB4F. Anyone who has a reference can open the receipt, so about 59 random
 * bits prevent guesses.
 */
export function newReference(): string {
  return ['QS', ...Array.from({ length: GROUPS }, randomGroup)].join('-');
}

function randomGroup(): string {
  return Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
