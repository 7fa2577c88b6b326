import { setTimeout } from 'node:timers/promises';

export interface Patience {
  readonly pauseMs: number;
  readonly limitMs: number;
}

/** Polls until there is a result. Throws an Error that names the awaited event if none arrives in time. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { pauseMs, limitMs }: Patience,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() + pauseMs > deadline)
      throw new Error(`Waited ${Math.round(limitMs / 60_000)} min in vain for ${what}`);
    await setTimeout(pauseMs);
  }
}
