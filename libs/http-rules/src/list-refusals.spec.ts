import { rangeRefusal } from './list-refusals.ts';

describe('rangeRefusal', () => {
  it.each([
    [{ from: '2026-06-02', to: '2026-06-01' }, 'from: must not be after to'],
    [{ minimum_amount: 2, maximum_amount: 1 }, 'minimum_amount: must not be above maximum_amount'],
  ])('refuses the range %j', (query, detail) => {
    expect(rangeRefusal(query)).toMatchObject({ problem: { code: 'INVALID_REQUEST' }, detail });
  });

  it.each([
    {},
    { from: '2026-06-01', to: '2026-06-01' },
    { to: '2026-06-01' },
    { minimum_amount: 1, maximum_amount: 1 },
    { minimum_amount: 2, maximum_fee: 1 },
    { minimum_amount: 2 },
  ])('accepts the range %j', (query) => {
    expect(rangeRefusal(query)).toBeUndefined();
  });
});
