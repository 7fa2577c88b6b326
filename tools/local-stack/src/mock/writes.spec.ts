import { z } from 'zod';
import {
  contract,
  data,
  identifier,
  json,
  list,
  noContent,
  operation,
  pageParameters,
  problemType,
} from '#contracts/vocabulary';
import { freePort } from '#libs/stand-ins';
import { type TestResponse, ContractCaller } from '#libs/testing';
import { Mock } from './mock.ts';

const note = z.object({
  note_id: identifier,
  account_id: identifier,
  text: z.string(),
  state: z.enum(['open', 'done']),
});

const board = z.object({
  title: z.string(),
  notes: z.array(note.pick({ note_id: true, text: true })).nullable(),
});

const noteNotFound = problemType({ code: 'NOTE_NOT_FOUND', status: 404, title: 'There is no such note' });

type Note = z.output<typeof note>;

const first: Note = { note_id: 'note-1', account_id: 'company-ab', text: 'Order chairs', state: 'open' };
const other: Note = { note_id: 'note-2', account_id: 'card-active', text: 'Call the bank', state: 'open' };
const responses = { 200: json('The note', data(note)) };
const params = { note_id: identifier };
const page = { next_cursor: null, total_count: 1 };

const notes = contract('notes', {
  listNotes: operation({
    method: 'GET',
    path: '/v1/notes',
    summary: 'Lists notes.',
    access: 'member',
    exposure: 'edge',
    query: { account_id: identifier, state: note.shape.state.optional(), ...pageParameters },
    responses: { 200: json('The notes', list(note)) },
    examples: {
      wireframe: { summary: 'One', query: { account_id: 'company-ab' }, response: { data: [first], page } },
      other: { summary: 'Another', query: { account_id: 'card-active' }, response: { data: [other], page } },
    },
  }),
  getNote: operation({
    method: 'GET',
    path: '/v1/notes/{note_id}',
    summary: 'Shows a note.',
    access: 'member',
    exposure: 'edge',
    params,
    responses,
    problems: [noteNotFound],
    examples: { wireframe: { summary: 'One', params: { note_id: 'note-1' }, response: { data: first } } },
  }),
  removeNote: operation({
    method: 'DELETE',
    path: '/v1/notes/{note_id}',
    summary: 'Removes a note.',
    access: 'member',
    exposure: 'edge',
    params,
    responses,
    problems: [noteNotFound],
    examples: { removed: { summary: 'Removed', params: { note_id: 'note-1' }, response: { data: first } } },
  }),
  eraseNote: operation({
    method: 'DELETE',
    path: '/v1/erased-notes/{note_id}',
    summary: 'Erases a note.',
    access: 'member',
    exposure: 'edge',
    params,
    responses: { 204: noContent('The note is erased') },
    examples: { erased: { summary: 'Erased', params: { note_id: 'note-1' } } },
  }),
  getBoard: operation({
    method: 'GET',
    path: '/v1/boards/{account_id}',
    summary: 'Shows the notes of a company.',
    access: 'member',
    exposure: 'edge',
    params: { account_id: identifier },
    responses: { 200: json('The board', data(board)) },
    examples: {
      wireframe: {
        summary: 'One',
        params: { account_id: 'company-ab' },
        response: { data: { title: 'Board', notes: [{ note_id: 'note-1', text: 'Order chairs' }] } },
      },
    },
  }),
  createNote: operation({
    method: 'POST',
    path: '/v1/notes',
    summary: 'Writes a note.',
    access: 'member',
    exposure: 'edge',
    body: { account_id: identifier, text: z.string() },
    responses: { 201: json('The note', data(note), { location: '/v1/notes/{note_id}' }) },
    examples: {
      written: {
        summary: 'Written',
        body: { account_id: 'company-ab', text: 'Pay rent' },
        response: { data: { ...first, note_id: 'note-9', text: 'Pay rent' } },
      },
    },
  }),
  copyNote: operation({
    method: 'POST',
    path: '/v1/notes/{note_id}/copies',
    summary: 'Writes the same note again.',
    deprecated: '2026-01-01',
    sunset: '2027-01-01',
    access: 'member',
    exposure: 'edge',
    params,
    responses: { 201: json('The copy', data(note)) },
    examples: {
      copied: {
        summary: 'Copied',
        params: { note_id: 'note-1' },
        response: { data: { ...first, note_id: 'note-2' } },
      },
    },
  }),
  editNote: operation({
    method: 'PATCH',
    path: '/v1/notes/{note_id}',
    summary: 'Changes a note.',
    access: 'member',
    exposure: 'edge',
    params,
    body: { text: z.string().optional(), state: note.shape.state.optional() },
    responses,
    examples: {
      edited: {
        summary: 'Edited',
        params: { note_id: 'note-1' },
        body: { text: 'Order tables' },
        response: { data: { ...first, text: 'Order tables' } },
      },
    },
  }),
  completeNote: operation({
    method: 'POST',
    path: '/v1/notes/{note_id}/completion',
    summary: 'Marks a note as done.',
    access: 'member',
    exposure: 'edge',
    params,
    responses: { 200: json('What is new', data(note.pick({ state: true }))) },
    examples: {
      done: { summary: 'Done', params: { note_id: 'note-1' }, response: { data: { state: 'done' } } },
    },
  }),
});

let mock: Mock;
let caller: ContractCaller;

beforeEach(async () => {
  const options = { host: '127.0.0.1', port: await freePort(), defaultService: notes.name };
  mock = await Mock.start({ ...options, contracts: [notes] });
  caller = new ContractCaller([notes], mock.url);
});

afterEach(() => mock.stop());

const send = (method: string, path: string, body?: object, prefer?: string): Promise<TestResponse> =>
  caller.request(method, path, { token: 'any', body, ...(prefer && { headers: { prefer } }) });
const create = (account_id: string, text: string): Promise<TestResponse> =>
  send('POST', '/v1/notes', { account_id, text });
const listOf = async (account: string, more = ''): Promise<unknown> =>
  (await send('GET', `/v1/notes?account_id=${account}${more}`)).body;
const boardOf = async (account: string): Promise<unknown> =>
  notes.operations.getBoard.responses[200].schema.parse((await send('GET', `/v1/boards/${account}`)).body)
    .data;
const noteAt = async (id: string): Promise<unknown> => (await send('GET', `/v1/notes/${id}`)).body;

it('the mock sends Deprecation and Sunset headers for a deprecated operation', async () => {
  const { headers } = await send('POST', '/v1/notes/note-1/copies');
  expect(headers.get('deprecation')).toBe('@1767225600');
  expect(headers.get('sunset')).toBe('Fri, 01 Jan 2027 00:00:00 GMT');
  expect((await create('company-ab', 'Pay rent')).headers.has('deprecation')).toBe(false);
});

it('the mock finds the requested entity in a list if the GET example shows a different entity', async () => {
  expect(await noteAt('note-2')).toEqual({ data: other });
});

it.each([
  ['no body but announces JSON', 'application/json', '', 204],
  ['a text', 'text/plain', 'x', 204],
  ['invalid JSON', 'application/json', '{', 400],
  ['a body of another type', 'text/xml', '<a/>', 415],
])('the mock responds like a service to a DELETE request that sends %s', async (_, type, body, status) => {
  const headers = { authorization: 'Bearer any', 'content-type': type };
  const options = { method: 'DELETE', headers, ...(body !== '' && { body }) };
  expect((await fetch(`${mock.url}/v1/erased-notes/note-1`, options)).status).toBe(status);
});

describe('an entity that the mock created', () => {
  it('has the fields of the request, a new id and a Location header', async () => {
    const responses = [await create('company-ab', 'Pay rent'), await create('company-ab', 'Buy milk')];
    expect(responses.map(({ body }) => body)).toMatchObject([
      { data: { note_id: 'note-9', text: 'Pay rent' } },
      { data: { note_id: 'note-9-2', text: 'Buy milk' } },
    ]);
    expect(responses.map(({ headers }) => headers.get('location'))).toEqual([
      '/v1/notes/note-9',
      '/v1/notes/note-9-2',
    ]);
  });

  it("is the first item in its account's list, and is missing from the lists of other accounts", async () => {
    await create('company-ab', 'Pay rent');
    await create('company-ab', 'Buy milk');
    expect(await listOf('company-ab')).toMatchObject({
      data: [{ text: 'Buy milk' }, { text: 'Pay rent' }, { text: 'Order chairs' }],
      page: { total_count: 3 },
    });
    expect(await listOf('card-active')).toMatchObject({ data: [other], page });
  });

  it('can be read by its id', async () => {
    await create('card-active', 'Buy milk');
    expect(await noteAt('note-9')).toMatchObject({
      data: { note_id: 'note-9', account_id: 'card-active', text: 'Buy milk' },
    });
  });

  it('does not get an id that an example uses', async () => {
    expect((await send('POST', '/v1/notes/note-1/copies')).body).toMatchObject({
      data: { note_id: 'note-2-2', text: 'Order chairs' },
    });
    expect(await listOf('card-active')).toMatchObject({ data: [other] });
  });

  it('can be changed and filtered like an entity in an example', async () => {
    await create('company-ab', 'Buy milk');
    await send('POST', '/v1/notes/note-9/completion');
    expect(await listOf('company-ab', '&state=done')).toMatchObject({
      data: [{ text: 'Buy milk', state: 'done' }],
    });
    expect(await listOf('company-ab', '&state=open')).toMatchObject({ data: [first] });
  });

  it('does not change a preferred example', async () => {
    await create('company-ab', 'Buy milk');
    const path = '/v1/notes?account_id=company-ab';
    expect((await send('GET', path, undefined, 'example=wireframe')).body).toEqual({ data: [first], page });
  });

  it('equals an example if the request prefers that example', async () => {
    const body = { account_id: 'card-active', text: 'Buy milk' };
    const published = notes.operations.createNote.examples.written?.response;
    expect((await send('POST', '/v1/notes', body, 'example=written')).body).toEqual(published);
    expect((await send('POST', '/v1/notes', body, 'example=written')).body).toEqual(published);
    expect(await listOf('company-ab')).toMatchObject({ data: [{ text: 'Pay rent' }, first] });
  });
});

describe('an entity that the mock changed', () => {
  it('has the new values of the request, and keeps all other values', async () => {
    const edited = await send('PATCH', '/v1/notes/note-2', { text: 'Call the office' });
    expect(edited.body).toEqual({ data: { ...other, text: 'Call the office' } });
    expect(await listOf('card-active')).toMatchObject({ data: [{ ...other, text: 'Call the office' }] });
  });

  it.each(['note-1', 'note-2'])('keeps a field that the request leaves out: %s', async (id) => {
    const { data: before } = responses[200].schema.parse(await noteAt(id));
    const edited = await send('PATCH', `/v1/notes/${id}`, { state: 'done' });
    expect(edited.body).toEqual({ data: { ...before, state: 'done' } });
    expect(await noteAt(id)).toEqual({ data: { ...before, state: 'done' } });
  });

  it('has its new values in later reads, even if the write returned only the changed fields', async () => {
    await send('POST', '/v1/notes/note-1/completion');
    expect(await noteAt('note-1')).toMatchObject({ data: { ...first, state: 'done' } });
    expect(await listOf('company-ab')).toMatchObject({ data: [{ ...first, state: 'done' }] });
  });

  it('keeps an earlier change when a different field changes', async () => {
    await send('PATCH', '/v1/notes/note-2', { text: 'Call the office' });
    await send('POST', '/v1/notes/note-2/completion');
    expect(await listOf('card-active')).toMatchObject({
      data: [{ ...other, text: 'Call the office', state: 'done' }],
    });
  });
});

describe('an entity that the mock removed', () => {
  it('is missing from its list, and a GET request for it returns 404', async () => {
    expect((await send('DELETE', '/v1/notes/note-1')).status).toBe(200);
    expect(await listOf('company-ab')).toEqual({ data: [], page: { next_cursor: null, total_count: 0 } });
    expect((await send('GET', '/v1/notes/note-1')).status).toBe(404);
    expect((await send('DELETE', '/v1/notes/note-1')).status).toBe(404);
    expect(await listOf('card-active')).toMatchObject({ data: [other] });
  });

  it('can be an entity that the mock created earlier', async () => {
    await create('company-ab', 'Buy milk');
    await send('DELETE', '/v1/notes/note-9');
    expect(await listOf('company-ab')).toEqual({ data: [first], page });
    expect(await boardOf('company-ab')).toMatchObject({ notes: [{ note_id: 'note-1' }] });
  });
});

describe('a removal whose response has no body', () => {
  it('returns 204, and removes the entity from lists', async () => {
    const { status, body } = await send('DELETE', '/v1/erased-notes/note-1');
    expect([status, body]).toEqual([204, '']);
    expect(await boardOf('company-ab')).toEqual({ title: 'Board', notes: [] });
  });

  it('returns 204 if the caller prefers that status', async () => {
    expect((await send('DELETE', '/v1/erased-notes/note-1', undefined, 'code=204')).status).toBe(204);
  });
});

describe('a list inside another resource', () => {
  it('starts with the entities that the mock created for the account', async () => {
    await create('company-ab', 'Buy milk');
    await create('card-active', 'Sell milk');
    expect(await boardOf('company-ab')).toEqual({
      title: 'Board',
      notes: [
        { note_id: 'note-9', text: 'Buy milk' },
        { note_id: 'note-1', text: 'Order chairs' },
      ],
    });
  });

  it('stays unchanged in a preferred example', async () => {
    await create('company-ab', 'Buy milk');
    const { body } = await send('GET', '/v1/boards/company-ab', undefined, 'example=wireframe');
    expect(body).toMatchObject({ data: { notes: [{ note_id: 'note-1' }] } });
  });

  it('does not contain removed entities', async () => {
    await send('DELETE', '/v1/notes/note-1');
    expect(await boardOf('company-ab')).toEqual({ title: 'Board', notes: [] });
  });
});
