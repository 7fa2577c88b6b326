import { z } from 'zod';
import { calendarDate, identifier, json, list, operation, timestamp } from '#contracts/vocabulary';
import { filterItems } from './filter-list.ts';

const days = { from: calendarDate.optional(), to: calendarDate.optional() };
const listing = (fields: z.ZodRawShape) => ({
  id: 'listVisits',
  ...operation({
    method: 'GET',
    path: '/v1/visits',
    summary: 'Lists visits.',
    access: 'member',
    exposure: 'edge',
    query: days,
    responses: { 200: json('The visits', list(z.object({ visit_id: identifier, ...fields }))) },
  }),
});

describe('the filters from and to', () => {
  it('select items by the Stockholm date of their timestamp', () => {
    const items = ['2026-06-14T21:59:59.000Z', '2026-06-14T22:00:00.000Z'].map((at, index) => ({
      visit_id: `visit-${index}`,
      at,
    }));
    const visits = listing({ at: timestamp });
    expect(filterItems(visits, items, { from: '2026-06-15' })).toEqual([items[1]]);
    expect(filterItems(visits, items, { to: '2026-06-14' })).toEqual([items[0]]);
  });

  it('select items by their date if they have no timestamp', () => {
    const items = [{ visit_id: 'visit-1', day: '2026-06-14' }];
    const visits = listing({ day: calendarDate });
    expect(filterItems(visits, items, { from: '2026-06-14', to: '2026-06-14' })).toEqual(items);
    expect(filterItems(visits, items, { from: '2026-06-15' })).toEqual([]);
  });

  it('are ignored if items have neither a date nor a timestamp', () => {
    const items = [{ visit_id: 'visit-1' }];
    expect(filterItems(listing({}), items, { from: '2026-06-15' })).toEqual(items);
  });
});
