import { EXAMPLE_DAY } from '#contracts/vocabulary';
import { moveDates } from './move-dates.ts';

it('moveDates moves dates and times by whole days, even across the end of summer time', () => {
  const example = { due_date: '2026-06-25', rows: [{ occurred_at: '2026-06-14T16:42:00.000Z' }] };
  expect(moveDates('2026-11-24', example)).toEqual({
    due_date: '2026-12-04',
    rows: [{ occurred_at: '2026-11-23T16:42:00.000Z' }],
  });
});

it('moveDates can also move dates back', () => {
  expect(moveDates('2026-02-28', ['2026-06-15'])).toEqual(['2026-02-28']);
});

it('moveDates does not change values that are not dates or times', () => {
  const example = {
    last_four: '4242',
    expires: '2035-06',
    amount: 5,
    card: null,
    id: 'inv-company-ab-1',
    text: 'on 2026-06-15',
  };
  expect(moveDates('2030-01-01', example)).toEqual(example);
});

it('moveDates changes nothing if the given day is the day of the examples', () => {
  const example = { due_date: '2026-06-25', occurred_at: '2026-06-14T16:42:00.000Z' };
  expect(moveDates(EXAMPLE_DAY, example)).toEqual(example);
});
