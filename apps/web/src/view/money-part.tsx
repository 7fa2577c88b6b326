import type { Money } from '#libs/api-client';
import { formatPart } from './format.ts';

/** Longer texts get smaller digits, so that they fit a phone. */
const LONGEST_LARGE = 20;

interface MoneyPartProps {
  readonly part: Money;
  readonly whole: Money;
}

export function MoneyPart({ part, whole }: MoneyPartProps) {
  const text = formatPart(part, whole);
  const [first, second] = text.split('/');
  return (
    <span className={text.length > LONGEST_LARGE ? 'money-part long' : 'money-part'}>
      {first}
      <span className="money-whole">
        /<wbr />
        {second}
      </span>
    </span>
  );
}
