import { unreachable } from './api-problem.ts';
import type { PlatformSignal } from './platform.ts';
import { unlessAborted } from './unless-aborted.ts';

/**
 * The result of `call`. Rejects with UNREACHABLE after `timeoutMs`, and with the reason of the caller's signal once that
 * is aborted; either aborts the signal that `call` gets. React Native has no AbortSignal.any and no AbortSignal.timeout.
 */
export async function withinTime<T>(
  timeoutMs: number,
  signal: PlatformSignal | undefined,
  call: (signal: PlatformSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const late = unreachable({ cause: new Error(`No response within ${timeoutMs} ms`) });
  const timer = setTimeout(() => own.abort(late), timeoutMs);
  try {
    return await unlessAborted(signal, () => unlessAborted(own.signal, () => call(own.signal)));
  } finally {
    clearTimeout(timer);
    own.abort();
  }
}
