import { deprecationHeaders } from '#contracts/vocabulary';
import { REPLAYED_HEADER } from './idempotency-key.ts';
import { RESPONSE_HEADERS } from './response-headers.ts';

it('RESPONSE_HEADERS contains the headers of deprecated operations and of repeated writes', () => {
  const deprecated = { deprecated: '2026-01-01', sunset: '2027-01-01' };
  const names = [...Object.keys(deprecationHeaders(deprecated)), REPLAYED_HEADER];
  expect(names.length).toBeGreaterThan(2);
  const exposed = RESPONSE_HEADERS.map((name) => name.toLowerCase());
  expect(names.filter((name) => !exposed.includes(name.toLowerCase()))).toEqual([]);
});
