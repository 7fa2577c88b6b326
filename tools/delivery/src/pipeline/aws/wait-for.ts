import { setTimeout } from 'node:timers/promises';

export interface Polling {
  readonly pauseMs: number;
  readonly limitMs: number;
}

/** Polls until there is a result. Throws an Error that names the event if the time limit ends first. */
export async function waitFor<T>(
  event: string,
  find: () => Promise<T | undefined>,
  { pauseMs, limitMs }: Polling,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (performance.now() + pauseMs > deadline)
      throw new Error(`Gave up after waiting ${Math.round(limitMs / 60_000)} min for ${event}`);
    await setTimeout(pauseMs);
  }
}
