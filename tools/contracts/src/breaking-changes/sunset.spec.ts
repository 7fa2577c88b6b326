import { compareDocuments } from './compare-documents.ts';
import type { Fields } from './document.ts';
import { documented } from './testing/documented.ts';

const SUNSET = '2027-01-01';
const ANNOUNCED = { deprecated: true, 'x-sunset': SUNSET };
const text = { type: 'string' };

const empty: Fields = { openapi: '3.1.0', paths: {} };
const operation = (announced: Fields): Fields => documented(announced);
const parameter = (announced?: Fields): Fields => {
  const { deprecated, ...schema } = announced ?? {};
  const sort = { name: 'sort', in: 'query', ...(deprecated !== undefined && { deprecated }) };
  return documented({ parameters: announced ? [{ ...sort, schema: { ...text, ...schema } }] : [] });
};
const contentWith = (field?: Fields) => ({
  'application/json': { schema: { type: 'object', properties: field ? { a: { ...text, ...field } } : {} } },
});
const requestField = (field?: Fields): Fields => documented({ requestBody: { content: contentWith(field) } });
const responseField = (field?: Fields): Fields =>
  documented({ responses: { 200: { content: contentWith(field) } } });

const things: [name: string, present: (announced: Fields) => Fields, absent: Fields][] = [
  ['an operation', operation, empty],
  ['a parameter', parameter, parameter()],
  ['a request field', requestField, requestField()],
  ['a response field', responseField, responseField()],
];

function breaks(before: Fields, after: Fields, today: string): boolean {
  const changes = compareDocuments(before, after, today);
  expect(changes).not.toEqual([]);
  return changes.some(({ breaking }) => breaking);
}

describe.each(things)('%s', (_, present, absent) => {
  it('can be removed on or after its sunset, but not before', () => {
    expect(breaks(present(ANNOUNCED), absent, '2026-12-31')).toBe(true);
    expect(breaks(present(ANNOUNCED), absent, SUNSET)).toBe(false);
    expect(breaks(present(ANNOUNCED), absent, '2027-01-02')).toBe(false);
  });

  it('can be removed only if it is deprecated and has a sunset', () => {
    for (const announced of [{}, { deprecated: true }, { 'x-sunset': SUNSET }])
      expect(breaks(present(announced), absent, '2028-01-01')).toBe(true);
  });

  it('can be deprecated only with a sunset in the future', () => {
    expect(breaks(present({}), present(ANNOUNCED), '2026-12-31')).toBe(false);
    expect(breaks(present({}), present(ANNOUNCED), SUNSET)).toBe(true);
  });

  it('can get a later sunset date, but not an earlier date', () => {
    const other = (date: string) => present({ ...ANNOUNCED, 'x-sunset': date });
    expect(breaks(present(ANNOUNCED), other('2027-02-01'), '2026-06-01')).toBe(false);
    expect(breaks(present(ANNOUNCED), other('2026-12-01'), '2026-06-01')).toBe(true);
    expect(breaks(present(ANNOUNCED), present({}), '2026-06-01')).toBe(false);
  });
});

it('compareDocuments reports the date after which a deprecated operation can be removed', () => {
  const [change] = compareDocuments(operation(ANNOUNCED), empty, '2026-12-31');
  expect(change?.remedy).toBe('keep it until its sunset on 2027-01-01');
});

it('compareDocuments ignores the headers Deprecation and Sunset', () => {
  const headers = { Deprecation: { schema: text }, Sunset: { schema: text } };
  const announced = documented({ responses: { 200: { headers } } });
  expect(compareDocuments(announced, documented({ responses: { 200: {} } }))).toEqual([]);
});
