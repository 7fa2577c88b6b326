import type { PlatformSignal } from './platform.ts';

/** What a function gives, unless the signal comes first; then it rejects at once with the signal's reason. */
export async function unlessAborted<T>(
  signal: PlatformSignal | undefined,
  give: () => T | Promise<T>,
): Promise<T> {
  if (!signal) return give();
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(reasonOf(signal));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([aborted, give()]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function reasonOf(signal: PlatformSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('The call was given up', { cause: reason });
}
