import { z } from 'zod';
import { contract, data, json, operation } from '#contracts/vocabulary';
import { openApiDocument } from '#libs/openapi';
import { findDeprecations } from './find-deprecations.ts';

const base = { method: 'GET', access: 'public', exposure: 'edge', summary: 'Shows something.' } as const;
const thing = z
  .object({
    old: z.string().meta({ description: 'Old', deprecated: true, sunset: '2027-01-01' }),
    inside: z.object({ older: z.string().meta({ description: 'Older', deprecated: true }) }),
    current: z.string().meta({ description: 'Current' }),
  })
  .meta({ id: 'Thing' });

const things = contract('thing', {
  showOld: operation({
    ...base,
    path: '/v1/old-things',
    deprecated: '2026-11-01',
    sunset: '2027-06-01',
    responses: { 200: json('The thing', data(thing)) },
  }),
  showThing: operation({
    ...base,
    path: '/v1/things',
    query: { filter: z.string().meta({ description: 'Filter', deprecated: true, sunset: '2027-03-01' }) },
    responses: { 200: json('The thing', data(thing)) },
  }),
});

it('findDeprecations lists deprecated operations, parameters and fields, with the earliest sunset first', () => {
  const document = openApiDocument(things, { title: 'Things', description: 'Things.', servers: [] });
  const found = findDeprecations([things], new Map([['thing', document]]));
  expect(found.map(({ name, kind, since, sunset }) => [name, kind, since, sunset])).toEqual([
    ['Thing.old', 'field', null, '2027-01-01'],
    ['filter of GET /v1/things', 'parameter', null, '2027-03-01'],
    ['showOld', 'operation', '2026-11-01', '2027-06-01'],
    ['Thing.older', 'field', null, null],
  ]);
});
