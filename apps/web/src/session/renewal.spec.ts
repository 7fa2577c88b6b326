import { needsRenewal } from './renewal.ts';

describe('needsRenewal', () => {
  it.each([
    ['a fresh token of 15 minutes', 900, 0, false],
    ['a token with 61 s left', 900, 839, false],
    ['a token with 60 s left', 900, 840, true],
    ['an expired token', 900, 901, true],
    ['a fresh token of 8 s', 8, 0, false],
    ['a token of 8 s with 2 s left', 8, 6, true],
  ])('decides whether to renew %s', (_, lifetime, age, expected) => {
    expect(needsRenewal({ issuedAt: 1_000, expiresAt: 1_000 + lifetime }, 1_000 + age)).toBe(expected);
  });
});
