import type { Fault } from './brief.ts';

/** Whether every operation refuses the case anyway, because the limits of its values do. */
export function isInputFault({ when }: Fault): boolean {
  return /\btoo (long|short|many (characters|letters|words))\b|\b(is|are) (empty|missing|left out|not (valid|an? (number|date)))\b|\binvalid\b|\bwrong format\b/i.test(
    when,
  );
}
