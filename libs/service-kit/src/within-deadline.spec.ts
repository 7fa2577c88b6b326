import { Deadline, runInRequest } from '#libs/runtime';
import { withinDeadline } from './within-deadline.ts';

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

function call(handler: () => Promise<string>): Promise<unknown> {
  const context = { requestId: 'r', authorization: undefined, deadline: new Deadline(1_000) };
  return runInRequest(context, withinDeadline(handler)).catch((error: unknown) => error);
}

it.each([
  ['a result', () => Promise.resolve('done')],
  ['an error', () => Promise.reject(new Error('no'))],
])('withinDeadline leaves no timer running after %s', async (_, handler) => {
  // Some timers in this process belong to Jest.
  const before = jest.getTimerCount();
  await call(handler);
  expect(jest.getTimerCount()).toBe(before);
});

it('withinDeadline rejects with UNAVAILABLE at the deadline, and not before', async () => {
  const settled = jest.fn();
  void call(() => new Promise(() => undefined)).then(settled);
  await jest.advanceTimersByTimeAsync(999);
  expect(settled).not.toHaveBeenCalled();
  // At the deadline, withinDeadline reads the sockets once more, because a response that has arrived in time still
  // counts.
  await jest.advanceTimersByTimeAsync(2);
  expect(settled.mock.lastCall).toMatchObject([{ problem: { code: 'UNAVAILABLE' } }]);
});
