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

function add(body: string | Buffer<ArrayBuffer>, type = JSON_TYPE): Promise<Response> {
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
  ['that is missing', '', ['body']],
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

it.each([
  ['JSON in Latin-1', Buffer.from('{"title":"Åhléns"}', 'latin1'), `${JSON_TYPE}; charset=iso-8859-1`],
  ['JSON in UTF-8 that was cut within a character', Buffer.from('{"title":"Å').subarray(0, -1), JSON_TYPE],
  ['a form in Latin-1', Buffer.from('title=Åhléns', 'latin1'), FORM_TYPE],
  ['a form in Latin-1, percent-encoded', 'title=%C5hl%E9ns', FORM_TYPE],
  ['a form with an incomplete escape sequence', 'title=100%', FORM_TYPE],
])('a service rejects a body that is not valid UTF-8: %s', async (_, body, type) => {
  const { status, detail } = await problemIn(await add(body, type));
  expect([status, detail]).toEqual([415, 'Send the body in UTF-8']);
});

it.each([
  ['JSON', '{"title":"Åhléns 1 000 kr"}', JSON_TYPE],
  ['JSON with a byte order mark', '\uFEFF{"title":"Åhléns 1 000 kr"}', JSON_TYPE],
  ['a form', 'title=%C3%85hl%c3%a9ns+1 000%20kr', FORM_TYPE],
])('a service reads all letters of %s in UTF-8', async (_, body, type) => {
  expect(await (await add(body, type)).json()).toEqual({ data: 'Åhléns 1 000 kr'.length });
});

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
