import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 200;

/** Waits until the URL returns a successful response. Throws an Error after `withinMs`. */
export async function waitForResponse(url: string, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await responds(url))) {
    if (Date.now() > deadline) throw new Error(`${url} did not respond with a success within ${withinMs} ms`);
    await delay(POLL_MS);
  }
}

async function responds(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(POLL_MS * 5) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
