import { randomInt } from 'node:crypto';

/** Crockford's base 32 has no characters that look alike. A and E are left out, so that no words appear. */
const ALPHABET = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/**
 * A new reference, such as QS-7K3M-9PTW-XB4F. Everyone who has it can see the receipt, so it can't be guessed: it has
 * about 59 random bits.
 */
export function newReference(): string {
  return ['QS', ...Array.from({ length: GROUPS }, randomGroup)].join('-');
}

function randomGroup(): string {
  return Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
