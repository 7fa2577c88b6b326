import { getEventListeners } from 'node:events';
import { untilAborted } from './deadline.ts';

const never = new Promise<never>(() => undefined);

it('gives the result of work that ends in time', async () => {
  await expect(untilAborted(new AbortController().signal, Promise.resolve(7))).resolves.toBe(7);
});

it('gives the error of work that fails in time', async () => {
  const failing = Promise.reject(new Error('broken'));
  await expect(untilAborted(new AbortController().signal, failing)).rejects.toThrow('broken');
});

it('rejects with the reason of the signal while the work goes on', async () => {
  const controller = new AbortController();
  const result = untilAborted(controller.signal, never);
  controller.abort(new Error('late'));
  await expect(result).rejects.toThrow('late');
});

it('rejects at once where the signal has aborted before', async () => {
  await expect(untilAborted(AbortSignal.abort(new Error('too late')), never)).rejects.toThrow('too late');
});

it('leaves no listener on the signal', async () => {
  const { signal } = new AbortController();
  await untilAborted(signal, Promise.resolve());
  await untilAborted(signal, Promise.reject(new Error('broken'))).catch(() => undefined);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
