import { z } from 'zod';
import {
  calendarDate,
  identifier,
  json,
  list,
  money,
  operation,
  sek,
  timestamp,
  wholeNumber,
} from '#contracts/vocabulary';
import { filterItems } from './filter-list.ts';

const days = { from: calendarDate.optional(), to: calendarDate.optional() };
const listing = (fields: z.ZodRawShape, query: Readonly<Record<string, z.ZodType>> = days) => ({
  id: 'listVisits',
  ...operation({
    method: 'GET',
    path: '/v1/visits',
    summary: 'Lists visits.',
    access: 'member',
    exposure: 'edge',
    query,
    responses: { 200: json('The visits', list(z.object({ visit_id: identifier, ...fields }))) },
  }),
});

describe('the date filters `from` and `to`', () => {
  it('select items by the date of their timestamp in Stockholm', () => {
    const items = ['2026-06-14T21:59:59.000Z', '2026-06-14T22:00:00.000Z'].map((at, index) => ({
      visit_id: `visit-${index}`,
      at,
    }));
    const visits = listing({ at: timestamp });
    expect(filterItems(visits, items, { from: '2026-06-15' })).toEqual([items[1]]);
    expect(filterItems(visits, items, { to: '2026-06-14' })).toEqual([items[0]]);
  });

  it('select items by their date if the items have no timestamp', () => {
    const items = [{ visit_id: 'visit-1', day: '2026-06-14' }];
    const visits = listing({ day: calendarDate });
    expect(filterItems(visits, items, { from: '2026-06-14', to: '2026-06-14' })).toEqual(items);
    expect(filterItems(visits, items, { from: '2026-06-15' })).toEqual([]);
  });

  it('omit items whose date is null', () => {
    const items = [
      { visit_id: 'visit-1', day: '2026-06-14' },
      { visit_id: 'visit-2', day: null },
    ];
    const visits = listing({ day: calendarDate.nullable() });
    expect(filterItems(visits, items, { from: '2026-06-14' })).toEqual([items[0]]);
    expect(filterItems(visits, items, { to: '2026-06-13' })).toEqual([]);
  });

  it('are ignored if items have neither a date nor a timestamp', () => {
    const items = [{ visit_id: 'visit-1' }];
    expect(filterItems(listing({}), items, { from: '2026-06-15' })).toEqual(items);
  });
});

describe('the filters `minimum_` and `maximum_`', () => {
  const bound = wholeNumber({ min: 0, max: 1_000 }).optional();
  const visits = listing(
    { fee: money.nullable(), rooms: z.int() },
    { minimum_fee: bound, maximum_fee: bound, minimum_rooms: bound, minimum_guests: bound },
  );
  const items = [100, 200, 300].map((ore, index) => ({
    visit_id: `visit-${index}`,
    fee: sek(ore),
    rooms: index,
  }));

  it('include items whose amount equals the limit in minor units', () => {
    expect(filterItems(visits, items, { minimum_fee: 200 })).toEqual(items.slice(1));
    expect(filterItems(visits, items, { maximum_fee: 200 })).toEqual(items.slice(0, 2));
    expect(filterItems(visits, items, { minimum_fee: 101, maximum_fee: 299 })).toEqual([items[1]]);
  });

  it('also work for fields that contain plain numbers', () => {
    expect(filterItems(visits, items, { minimum_rooms: 2 })).toEqual([items[2]]);
  });

  it('omit items in which the field is null', () => {
    const unknown = { visit_id: 'visit-9', fee: null, rooms: 9 };
    expect(filterItems(visits, [unknown], { minimum_fee: 0 })).toEqual([]);
    expect(filterItems(visits, [unknown], { maximum_fee: 900 })).toEqual([]);
  });

  it('are ignored if the items do not have the field', () => {
    expect(filterItems(visits, items, { minimum_guests: 2 })).toEqual(items);
  });
});

it.each([
  ['true', [0]],
  ['false', [1]],
])('a filter with the value "%s" selects items by a boolean field', (value, expected) => {
  const items = [true, false].map((is_paid, index) => ({ visit_id: `visit-${index}`, is_paid }));
  const visits = listing({ is_paid: z.boolean() }, { is_paid: z.enum(['true', 'false']).optional() });
  expect(filterItems(visits, items, { is_paid: value })).toEqual(expected.map((index) => items[index]));
});

it('the filter `text` also searches nullable fields', () => {
  const items = ['Null Island', null].map((place, index) => ({ visit_id: `visit-${index}`, place }));
  const visits = listing({ place: z.string().nullable() });
  expect(filterItems(visits, items, { text: 'null' })).toEqual([items[0]]);
});
