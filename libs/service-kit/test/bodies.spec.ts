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

/** The status, and where the faults are. */
async function faultsIn(response: Response): Promise<unknown[]> {
  const { status, errors = [] } = await problemIn(response);
  return [status, ...errors.map((fault) => `${fault.in}${fault.pointer}`)];
}

it.each([
  ['that is null', 'null', ['body']],
  ['that is a list', '[]', ['body']],
  ['that is a text', '"title"', ['body']],
  ['with a field that is not known', '{"title":"a","a/b~c":1}', ['body/a~1b~0c']],
  ['with a field twice, of which the last is wrong', '{"title":"a","title":1}', ['body/title']],
  ['that names the prototype further down', '{"title":{"__proto__":{"stars":1}}}', []],
  ['that names the prototype in an escape', '{"title":"a","\\u005f_proto__":{"stars":1}}', []],
])('a body is refused %s', async (_, body, faults) => {
  expect(await faultsIn(await add(body))).toEqual([400, ...faults]);
  expect({}).not.toHaveProperty('stars');
});

it('a body is refused that is null, also where it need hold nothing', async () => {
  expect(await faultsIn(await rate('null'))).toEqual([400, 'body']);
  expect((await rate('{}')).status).toBe(200);
});

it.each([
  ['with a field twice', 'title=a&title=b', ['body/title']],
  ['with a field that is not known', 'title=a&other=b', ['body/other']],
  ['that names the prototype', 'title=a&__proto__=b', []],
  ['that is empty', '', ['body/title']],
])('a form is refused %s', async (_, body, faults) => {
  expect(await faultsIn(await add(body, FORM_TYPE))).toEqual([400, ...faults]);
});

it.each(['text/plain', 'application/jsonp', 'multipart/form-data; boundary=x', 'json', '*/*'])(
  'a body of the type %s is refused',
  async (type) => {
    expect(await faultsIn(await add('{"title":"a"}', type))).toEqual([415]);
  },
);

it('a body of a type that only other operations take is refused, with the one that is taken', async () => {
  const { status, detail } = await problemIn(await rate('stars=1', FORM_TYPE));
  expect([status, detail]).toEqual([415, 'Send the body as application/json']);
});

it('a body may be as large as the limit, and no larger', async () => {
  const body = (length: number) => `{"title":"${'a'.repeat(length - FRAME)}"}`;
  expect((await add(body(LIMIT))).status).toBe(201);
  expect(await faultsIn(await add(body(LIMIT + 1)))).toEqual([413]);
});

it('a body that does not say how large it is may be no larger either', async () => {
  const body = new Blob([`{"title":"${'a'.repeat(LIMIT)}"}`]).stream();
  const options = { headers: { 'content-type': JSON_TYPE }, body, duplex: 'half' as const };
  expect(await faultsIn(await notes.request('POST', '/v1/notes', options))).toEqual([413]);
});
