import type { Brief, Fault } from './brief.ts';
import { singular, wordsOf } from '../words.ts';

const REFUSED_FILE =
  /\b(file|photo|picture|image|attachment|scan|pdf)\b.*\b(too (big|large|heavy)|(wrong|other|another|unsupported) (type|kind|format)|not an? (photo|picture|image|jpe?g|png|pdf))\b/i;

/**
 * True for a case such as "the name is empty". The request schema already rejects such a request, so the contract needs
 * no problem for the case. The schema accepts a request without an optional value.
 */
export function isInputFault({ when }: Fault, send: Brief['send']): boolean {
  const words = wordsOf(when).map(singular);
  const isOptional = send.some(
    ({ name, optional }) => optional === 'yes' && words.includes(singular(wordsOf(name).at(-1) ?? '')),
  );
  if (isOptional && /\b(missing|left out)\b/i.test(when)) return false;
  return (
    REFUSED_FILE.test(when) ||
    /\btoo (long|short|many (characters|letters|words))\b|\b(is|are) (empty|missing|left out|not (valid|an? (number|date|(tele)?phone number|email address|amount)))\b|\binvalid\b|\bwrong format\b|\b(email( address)?|phone number|date) is (wrong|incorrect)\b|^no( \w+){1,2} (is|are|was|were) (chosen|selected|given|sent|picked)$/i.test(
      when.trim().replace(/e-mail/i, 'email'),
    )
  );
}
