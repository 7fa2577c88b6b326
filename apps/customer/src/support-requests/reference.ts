import { randomInt } from 'node:crypto';

/** Crockford's base 32 without A and E, so that none looks like another and no word comes about. */
const ALPHABET = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/**
 * A new reference, as in QS-7K3M-9PTW-XB4F. It is all that is needed to see a receipt, so it can't be
 * guessed: about 59 random bits.
 */
export function newReference(): string {
  return ['QS', ...Array.from({ length: GROUPS }, randomGroup)].join('-');
}

function randomGroup(): string {
  return Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
