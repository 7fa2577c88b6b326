import { EXAMPLE_DAY } from '#contracts/vocabulary';
import { toldOn } from './told-on.ts';

it('moves dates and moments by days, also over the end of summer time', () => {
  const example = { due_date: '2026-06-25', rows: [{ occurred_at: '2026-06-14T16:42:00.000Z' }] };
  expect(toldOn('2026-11-24', example)).toEqual({
    due_date: '2026-12-04',
    rows: [{ occurred_at: '2026-11-23T16:42:00.000Z' }],
  });
});

it('moves months by the months between', () => {
  expect(toldOn('2027-01-31', { expires: '2029-06' })).toEqual({ expires: '2030-01' });
});

it('goes back in time as well', () => {
  expect(toldOn('2026-02-28', ['2026-06-15', '2026-06'])).toEqual(['2026-02-28', '2026-02']);
});

it('leaves everything else as it is', () => {
  const example = { last_four: '4242', amount: 5, card: null, id: 'inv-company-ab-1', text: 'on 2026-06-15' };
  expect(toldOn('2030-01-01', example)).toEqual(example);
});

it('changes nothing on the day of the examples', () => {
  const example = { due_date: '2026-06-25', expires: '2029-06', occurred_at: '2026-06-14T16:42:00.000Z' };
  expect(toldOn(EXAMPLE_DAY, example)).toEqual(example);
});
