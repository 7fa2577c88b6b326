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
const security = (...requirements: Fields[]) => documented({ security: requirements });
const scopes = (...names: string[]) => security({ bearer: names });
const access = (who: string) => documented({ 'x-access': who });
const exposure = (from?: string, who = 'member') =>
  documented({ 'x-access': who, ...(from !== undefined && { 'x-exposure': from }) });
const scheme = (type: string, description = '') => ({
  ...documented({}),
  components: { securitySchemes: { bearer: { type, description } } },
});
const body = (more: Fields) =>
  documented({ requestBody: { content: { 'application/json': { schema: text } }, ...more } });

const changes: [name: string, before: Fields, after: Fields, verdict: string][] = [
  // How parameters are written
  ['a list is written as one value', parameter({ explode: true }), parameter({ explode: false }), 'breaking'],
  ['a parameter has another style', parameter({}), parameter({ style: 'pipeDelimited' }), 'breaking'],
  ['the usual style is said aloud', parameter({}), parameter({ style: 'form', explode: true }), 'same'],
  [
    'the usual style of a header is said aloud',
    parameter({ in: 'header' }),
    parameter({ in: 'header', style: 'simple', explode: false }),
    'same',
  ],
  [
    'a header gets another style',
    parameter({ in: 'header' }),
    parameter({ in: 'header', explode: true }),
    'breaking',
  ],
  [
    'a parameter is written as JSON',
    parameter({}),
    parameter({ content: { 'application/json': { schema: text } } }),
    'breaking',
  ],
  ['a parameter moves to a header', parameter({}), parameter({ in: 'header' }), 'breaking'],
  ['a header becomes a parameter', parameter({ in: 'header' }), parameter({}), 'breaking'],
  ['a parameter moves to the path', parameter({}), parameter({ in: 'path', required: true }), 'breaking'],
  [
    'a header is spelled otherwise',
    parameter({ in: 'header' }),
    parameter({ in: 'header', name: 'SORT' }),
    'same',
  ],
  ['a parameter is described otherwise', parameter({}), parameter({ description: 'By what' }), 'allowed'],
  ['a parameter is deprecated', parameter({}), parameter({ deprecated: true }), 'allowed'],
  // Bodies
  ['a body can be left out', body({ required: true }), body({}), 'allowed'],
  ['a body must be sent', body({}), body({ required: true }), 'breaking'],
  // Headers of answers
  ['a header is answered besides', header(), header({}), 'allowed'],
  ['a header goes', header({}), header(), 'breaking'],
  ['a header can be missing', header({}), header({ required: false }), 'breaking'],
  ['a header is always there', header({ required: false }), header({}), 'allowed'],
  ['a header has another type', header({}), header({ schema: { type: 'integer' } }), 'breaking'],
  ['a header gets a pattern', header({}), header({ schema: { ...text, pattern: '^/' } }), 'allowed'],
  ['a header loses its pattern', header({ schema: { ...text, pattern: '^/' } }), header({}), 'breaking'],
  ['a header of an answer is spelled otherwise', header({}), header({}, 'location'), 'same'],
  // Whether the service implements it
  ['an operation gets built', documented({ 'x-built': false }), documented({}), 'same'],
  ['an operation is no longer built', documented({}), documented({ 'x-built': false }), 'same'],
  // Who may call
  ['a scope is wanted', scopes(), scopes('hubs.read'), 'breaking'],
  ['another scope is wanted', scopes('hubs.read'), scopes('hubs.write'), 'breaking'],
  ['a second scope is wanted', scopes('hubs.read'), scopes('hubs.read', 'hubs.write'), 'breaking'],
  ['a scope is wanted no longer', scopes('hubs.read', 'hubs.write'), scopes('hubs.read'), 'allowed'],
  ['credentials can be left out', scopes(), security({}, { bearer: [] }), 'allowed'],
  ['credentials must be sent', security({}, { bearer: [] }), scopes(), 'breaking'],
  ['no credentials, said otherwise', security(), security({}), 'same'],
  ['credentials can be sent where none are wanted', security(), security({}, { bearer: [] }), 'allowed'],
  ['a credential is of another kind', scheme('http'), scheme('apiKey'), 'breaking'],
  ['a credential is described otherwise', scheme('http'), scheme('http', 'A token'), 'same'],
  ['members may call no more', access('member'), access('machine:hubs.read'), 'breaking'],
  ['machines need another scope', access('machine:hubs.read'), access('machine:hubs.write'), 'breaking'],
  ['what was for machines is for members', access('machine:hubs.read'), access('member'), 'breaking'],
  ['not everybody may call', access('public'), access('member'), 'breaking'],
  ['everybody may call', access('machine:hubs.read'), access('public'), 'allowed'],
  // From where
  ['an operation leaves the edge', exposure('edge'), exposure('internal'), 'breaking'],
  ['an operation comes to the edge', exposure('internal'), exposure('edge'), 'allowed'],
  ['the exposure to the edge is declared', exposure(), exposure('edge'), 'same'],
  [
    'a member operation without a declared exposure becomes internal',
    exposure(),
    exposure('internal'),
    'breaking',
  ],
  [
    'a machine operation is declared internal',
    exposure(undefined, 'machine:hubs.read'),
    exposure('internal', 'machine:hubs.read'),
    'same',
  ],
  [
    'a machine operation without a declared exposure comes to the edge',
    exposure(undefined, 'machine:hubs.read'),
    exposure('edge', 'machine:hubs.read'),
    'allowed',
  ],
];

it.each(changes)('%s', (_, before, after, expected) => {
  expect(verdict(before, after)).toBe(expected);
});

it('reports a moved parameter once', () => {
  const found = compareDocuments(parameter({}), parameter({ in: 'header' }));
  expect(found.map(({ says }) => says)).toEqual([
    'POST /v1/hubs: the query parameter sort is taken in the header now',
  ]);
});
