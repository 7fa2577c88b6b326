import { type BoundsInText, boundsInText } from './bounds-in-text.ts';
import { readMoney } from './read-money.ts';

/** `least` and `most` are in öre. `least` and `most` are undefined if the author gives no bounds. */
export interface AmountInExample {
  readonly text: string;
  readonly least?: number;
  readonly most?: number;
}

const BOUNDED = /^([^()]*\d[^()]*?) ?\(([^()]+)\)$/;

/** Reads an amount such as `1 500 kr` or `1 500 kr (at least 500 kr)`. Undefined for any other example. */
export function amountIn(example: string): AmountInExample | undefined {
  const plain = example.replaceAll(/\s/g, ' ').trim();
  const [, text = plain, words] = BOUNDED.exec(plain) ?? [];
  if (typeof readMoney('', text) !== 'number') return undefined;
  if (words === undefined) return { text };
  const bounds = oreOf(boundsInText(words) ?? {});
  return bounds && { text, ...bounds };
}

function oreOf({ minimum, maximum }: BoundsInText): Omit<AmountInExample, 'text'> | undefined {
  const [least, most] = [minimum, maximum].map((bound) => (bound === undefined ? undefined : oreIn(bound)));
  // An amount's bounds must be amounts too.
  if (least === undefined && most === undefined) return undefined;
  if ((minimum !== undefined && least === undefined) || (maximum !== undefined && most === undefined))
    return undefined;
  return { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
}

function oreIn(text: string): number | undefined {
  const ore = readMoney('', text);
  return typeof ore === 'number' ? ore : undefined;
}

/** Formats öre: 150000 becomes `1 500 kr`. */
function kronor(ore: number): string {
  const whole = String(Math.trunc(ore / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  const rest = ore % 100;
  return rest === 0 ? `${whole} kr` : `${whole},${String(rest).padStart(2, '0')} kr`;
}

export function boundsInWords({ least, most }: Omit<AmountInExample, 'text'>): string {
  if (least !== undefined && most !== undefined) return `${kronor(least)} to ${kronor(most)}`;
  if (least !== undefined) return `at least ${kronor(least)}`;
  return most === undefined ? '' : `at most ${kronor(most)}`;
}

export function formatAmount(amount: AmountInExample): string {
  const words = boundsInWords(amount);
  return words === '' ? amount.text : `${amount.text} (${words})`;
}
