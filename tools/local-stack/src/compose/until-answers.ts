import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 200;

/** Waits until there is a good answer. Throws an Error if there is none within the time (ms). */
export async function untilAnswers(url: string, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await answers(url))) {
    if (Date.now() > deadline) throw new Error(`${url} gave no good answer within ${withinMs} ms`);
    await delay(LOOK_MS);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(LOOK_MS * 5) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
