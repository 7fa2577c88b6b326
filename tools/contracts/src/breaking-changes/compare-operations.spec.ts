import { compareDocuments } from './compare-documents.ts';
import type { Fields } from './document.ts';
import { documented, verdict } from './testing/documented.ts';

const text = { type: 'string' };
const parameter = (more: Fields) =>
  documented({ parameters: [{ name: 'sort', in: 'query', schema: text, ...more }] });
const header = (more?: Fields, name = 'Location') =>
  documented({
    responses: { 303: { headers: more ? { [name]: { required: true, schema: text, ...more } } : {} } },
  });
const access = (who: string) => documented({ 'x-access': who });
const exposure = (from: string) => documented({ 'x-exposure': from });
const statuses = (...names: string[]) =>
  documented({ responses: Object.fromEntries(names.map((name) => [name, {}])) });
const body = (more: Fields) =>
  documented({ requestBody: { content: { 'application/json': { schema: text } }, ...more } });

const changes: [name: string, before: Fields, after: Fields, expected: string][] = [
  // Parameters
  [
    'a request header changes its case',
    parameter({ in: 'header' }),
    parameter({ in: 'header', name: 'SORT' }),
    'same',
  ],
  ['a parameter changes its description', parameter({}), parameter({ description: 'By what' }), 'allowed'],
  ['a parameter is deprecated', parameter({}), parameter({ deprecated: true }), 'allowed'],
  // Bodies
  ['a body becomes optional', body({ required: true }), body({}), 'allowed'],
  ['a body becomes required', body({}), body({ required: true }), 'breaking'],
  // Response headers
  ['a response header is added', header(), header({}), 'allowed'],
  ['a response header is removed', header({}), header(), 'breaking'],
  ['a response header becomes optional', header({}), header({ required: false }), 'breaking'],
  ['a response header becomes required', header({ required: false }), header({}), 'allowed'],
  ['a response header changes its type', header({}), header({ schema: { type: 'integer' } }), 'breaking'],
  ['a response header gets a pattern', header({}), header({ schema: { ...text, pattern: '^/' } }), 'allowed'],
  [
    'a response header loses its pattern',
    header({ schema: { ...text, pattern: '^/' } }),
    header({}),
    'breaking',
  ],
  ['a response header changes its case', header({}), header({}, 'location'), 'same'],
  // Built operations
  ['an operation becomes built', documented({ 'x-built': false }), documented({}), 'same'],
  ['an operation is no longer built', documented({}), documented({ 'x-built': false }), 'same'],
  // Statuses
  ['one of two success statuses is removed', statuses('200', '202'), statuses('200'), 'allowed'],
  ['a second success status is added', statuses('200'), statuses('200', '202'), 'breaking'],
  // Access
  [
    'a member operation becomes a machine operation',
    access('member'),
    access('machine:hubs.read'),
    'breaking',
  ],
  [
    'a machine operation changes its scope',
    access('machine:hubs.read'),
    access('machine:hubs.write'),
    'breaking',
  ],
  [
    'a machine operation becomes a member operation',
    access('machine:hubs.read'),
    access('member'),
    'breaking',
  ],
  ['a public operation becomes a member operation', access('public'), access('member'), 'breaking'],
  ['a member operation becomes one for owners', access('member'), access('owner'), 'breaking'],
  ['an operation for owners becomes one for members', access('owner'), access('member'), 'allowed'],
  ['a member operation becomes one for support', access('member'), access('support'), 'breaking'],
  ['an operation for support becomes one for members', access('support'), access('member'), 'breaking'],
  ['an operation for support becomes one for owners', access('support'), access('owner'), 'breaking'],
  ['an operation for owners becomes public', access('owner'), access('public'), 'allowed'],
  ['a machine operation becomes public', access('machine:hubs.read'), access('public'), 'allowed'],
  // Exposure
  ['an operation leaves the edge', exposure('edge'), exposure('internal'), 'breaking'],
  ['an operation moves to the edge', exposure('internal'), exposure('edge'), 'allowed'],
];

it.each(changes.map(([name, before, after, expected]) => [name, expected, before, after] as const))(
  'compareDocuments classifies the change "%s" as %s',
  (_, expected, before, after) => {
    expect(verdict(before, after)).toBe(expected);
  },
);

describe('a renamed path parameter', () => {
  const path = (name: string, schema: Fields = text) => ({
    ...documented({}),
    paths: {
      [`/v1/hubs/{${name}}/spokes/{spoke_id}`]: {
        get: {
          parameters: [
            { name: 'spoke_id', in: 'path', required: true, schema: text },
            { name, in: 'path', required: true, schema },
          ],
          responses: {},
        },
      },
    },
  });

  it('breaks only code that calls the operation through the typed client', () => {
    expect(compareDocuments(path('id'), path('hub_id'))).toEqual([
      expect.objectContaining({
        id: 'GET /v1/hubs/{id}/spokes/{spoke_id} path id: renamed to hub_id',
        breaking: true,
        message:
          'GET /v1/hubs/{id}/spokes/{spoke_id}: path parameter id was renamed to hub_id. URLs stay the same',
        affects: ['code that calls the operation through the typed client'],
      }),
    ]);
  });

  it('is compared with the old parameter', () => {
    const ids = compareDocuments(path('id'), path('hub_id', { ...text, maxLength: 5 })).map(({ id }) => id);
    expect(ids).toContain('GET /v1/hubs/{id}/spokes/{spoke_id} path id: maxLength none → 5');
  });
});
