import { unreachable } from './api-problem.ts';
import type { PlatformSignal } from './platform.ts';
import { unlessAborted } from './unless-aborted.ts';

/** About 24 days. `setTimeout` fires immediately if the delay is longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Returns the result of `call`. Rejects with UNREACHABLE after `timeoutMs`, and with the signal's reason if the
 * caller's signal is aborted. In both cases, aborts the signal that `call` received. React Native has no
 * AbortSignal.any, AbortSignal.timeout or `reason`, so this code uses none of them.
 */
export async function withinTime<T>(
  timeoutMs: number,
  signal: PlatformSignal | undefined,
  call: (signal: PlatformSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(unreachable({ cause: new Error(`No response within ${timeoutMs} ms`) }));
        own.abort();
      },
      Math.min(timeoutMs, LONGEST_TIMER_MS),
    );
  });
  try {
    return await Promise.race([timedOut, unlessAborted(signal, () => call(own.signal))]);
  } finally {
    clearTimeout(timer);
    own.abort();
  }
}
