import { ApiProblem } from '#libs/api-client';
import { recoveryMs, retryAdvice } from './recovery.ts';

const busy = (retryAfterSeconds?: number) =>
  new ApiProblem({ code: 'UNAVAILABLE', detail: 'Busy', status: 503, retryAfterSeconds });

describe('recoveryMs', () => {
  it.each([
    ['an error without a waiting time', busy(), 5_000],
    ['an error with a short waiting time', busy(2), 5_000],
    ['an error with a long waiting time', busy(60), 60_000],
    ['an error that is not a response', new Error('broken'), 5_000],
  ])('returns the time to wait in ms after %s', (_, error, expected) => {
    expect(recoveryMs(error)).toBe(expected);
  });
});

describe('retryAdvice', () => {
  it.each([
    [undefined, 'Try again in a moment.'],
    [0, 'Try again in a moment.'],
    [1, 'Try again in 1 second.'],
    [30, 'Try again in 30 seconds.'],
    [90, 'Try again in 2 minutes.'],
  ])('describes a wait of %s s as "%s"', (seconds, advice) => {
    expect(retryAdvice(busy(seconds))).toBe(advice);
  });
});
