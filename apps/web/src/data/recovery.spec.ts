import { ApiProblem } from '#libs/api-client';
import { recoveryMs, retryAdvice } from './recovery.ts';

const busy = (retryAfterSeconds?: number) =>
  new ApiProblem({ code: 'UNAVAILABLE', detail: 'Busy', status: 503, retryAfterSeconds });

describe('recoveryMs', () => {
  it.each([
    ['an error without a wait', busy(), 5_000],
    ['a shorter wait', busy(2), 5_000],
    ['a longer wait', busy(60), 60_000],
    ['an error that is no response', new Error('broken'), 5_000],
  ])('returns the wait in ms after %s', (_, error, expected) => {
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
  ])('returns for a wait of %s s the sentence "%s"', (seconds, advice) => {
    expect(retryAdvice(busy(seconds))).toBe(advice);
  });
});
