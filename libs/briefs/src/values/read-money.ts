import { type Unclear, ask } from './unclear.ts';

const OURS = /^(?:kr|sek)\.?\s*|\s*(?:kr|sek|:-)\.?$/gi;
const FOREIGN = /[€$£]|\b(?:eur|usd|gbp|nok|dkk)\b/i;
/** Digits in groups of three with one separator, or without a separator. At most two decimals follow. */
const AMOUNT = /^(-?)\s?(?:(\d{1,3}(?:([ .,])\d{3})(?:\3\d{3})*)|(\d+))(?:([.,])(\d{1,2}))?$/;

/**
 * Reads an amount such as `5 400,50 kr`, `590:-` or `SEK 1,234.50`, and returns öre. Asks about other currencies. Also
 * asks if the separator is ambiguous: thousands or decimals. Undefined for any other text.
 */
export function readMoney(name: string, example: string): number | Unclear | undefined {
  if (FOREIGN.test(example) && /\d/.test(example))
    return ask(
      `Is "${name}" in Swedish kronor? Write it like 20 kr. Other currencies can be shown only as text, for example "text: ${example}".`,
    );
  const bare = example.replace(OURS, '').trim();
  if (bare === example || !/\d/.test(bare)) return undefined;
  const [match, sign, grouped, separator, digits = grouped, decimalSign, decimals = ''] =
    AMOUNT.exec(bare) ?? [];
  if (match === undefined) return /^[-\d., ]+$/.test(bare) ? askForAmount(name, example) : undefined;
  const isOpen = grouped !== undefined && separator !== ' ' && decimalSign === undefined;
  if (isOpen || (separator === decimalSign && decimalSign !== undefined)) return askForAmount(name, example);
  return Number(`${sign}${digits?.replace(/\D/g, '')}${decimals.padEnd(2, '0')}`);
}

function askForAmount(name: string, example: string): Unclear {
  return ask(`How much is "${example}" in "${name}"? Write it like 1 234 kr, or like 1 234,50 kr.`);
}
