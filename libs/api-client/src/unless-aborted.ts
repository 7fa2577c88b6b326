import type { PlatformSignal } from './platform.ts';

/**
 * Returns the result of `call`. Rejects with the signal's reason as soon as the signal is aborted. Doesn't run `call`
 * if the signal is already aborted.
 */
export async function unlessAborted<T>(
  signal: PlatformSignal | undefined,
  call: () => T | Promise<T>,
): Promise<T> {
  if (!signal) return call();
  if (signal.aborted) throw reasonOf(signal);
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(reasonOf(signal));
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([aborted, call()]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function reasonOf(signal: PlatformSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('The call was aborted', { cause: reason });
}
