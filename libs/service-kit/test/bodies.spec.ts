import { notesService } from './notes.ts';
import { RunningLibrary, problemIn } from './running-library.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const LIMIT = 64 * 1024;
const FRAME = '{"title":""}'.length;

let notes: RunningLibrary;

beforeAll(async () => {
  notes = await RunningLibrary.start({}, notesService);
});

afterAll(() => notes.stop());

function add(body: string, type = JSON_TYPE): Promise<Response> {
  return notes.request('POST', '/v1/notes', { headers: { 'content-type': type }, body });
}

function rate(body: string, type = JSON_TYPE): Promise<Response> {
  return notes.request('PUT', '/v1/ratings', { headers: { 'content-type': type }, body });
}

async function faultsIn(response: Response): Promise<unknown[]> {
  const { status, errors = [] } = await problemIn(response);
  return [status, ...errors.map((fault) => `${fault.in}${fault.pointer}`)];
}

it.each([
  ['that is null', 'null', ['body']],
  ['that is a list', '[]', ['body']],
  ['that is a string', '"title"', ['body']],
  ['with an unknown field', '{"title":"a","a/b~c":1}', ['body/a~1b~0c']],
  ['with a field twice, the second time with an invalid value', '{"title":"a","title":1}', ['body/title']],
  ['that names the prototype in a nested object', '{"title":{"__proto__":{"stars":1}}}', []],
  ['that names the prototype with an escape sequence', '{"title":"a","\\u005f_proto__":{"stars":1}}', []],
])('a service rejects a body %s', async (_, body, faults) => {
  expect(await faultsIn(await add(body))).toEqual([400, ...faults]);
  expect({}).not.toHaveProperty('stars');
});

it('a service rejects a null body even if all fields are optional', async () => {
  expect(await faultsIn(await rate('null'))).toEqual([400, 'body']);
  expect((await rate('{}')).status).toBe(200);
});

it.each([
  ['with a field twice', 'title=a&title=b', ['body/title']],
  ['with an unknown field', 'title=a&other=b', ['body/other']],
  ['that names the prototype', 'title=a&__proto__=b', []],
  ['that is empty', '', ['body/title']],
])('a service rejects a form %s', async (_, body, faults) => {
  expect(await faultsIn(await add(body, FORM_TYPE))).toEqual([400, ...faults]);
});

it.each(['text/plain', 'application/jsonp', 'multipart/form-data; boundary=x', 'json', '*/*'])(
  'a service rejects a body of the type %s',
  async (type) => {
    expect(await faultsIn(await add('{"title":"a"}', type))).toEqual([415]);
  },
);

it('a service rejects a body whose type the operation does not accept, and names the accepted type', async () => {
  const { status, detail } = await problemIn(await rate('stars=1', FORM_TYPE));
  expect([status, detail]).toEqual([415, 'Send the body as application/json']);
});

it('a service accepts a body up to the size limit, and rejects a larger body', async () => {
  const body = (length: number) => `{"title":"${'a'.repeat(length - FRAME)}"}`;
  expect((await add(body(LIMIT))).status).toBe(201);
  expect(await faultsIn(await add(body(LIMIT + 1)))).toEqual([413]);
});

it('a service applies the size limit even to a body without a Content-Length', async () => {
  const body = new Blob([`{"title":"${'a'.repeat(LIMIT)}"}`]).stream();
  const options = { headers: { 'content-type': JSON_TYPE }, body, duplex: 'half' as const };
  expect(await faultsIn(await notes.request('POST', '/v1/notes', options))).toEqual([413]);
});
