/**
 * Returns the result of the work, or throws the signal's reason when it aborts first. A result that has arrived by
 * then but waits to be read still counts. The work itself may go on; its late result or error is dropped.
 */
export async function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => void setImmediate(() => aborted.reject(signal.reason));
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) aborted.reject(signal.reason);
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
