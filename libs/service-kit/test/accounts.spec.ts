import { notesService } from './notes.ts';
import { RunningLibrary, problemIn } from './running-library.ts';

let notes: RunningLibrary;

beforeAll(async () => {
  notes = await RunningLibrary.start({}, notesService);
});

afterAll(() => notes.stop());

/**
 * Sends a request as a member of `mine` and `also-mine`. Returns the accounts of the notes, or the code of the
 * problem.
 */
async function resultOf(path: string, body?: object): Promise<unknown> {
  const authorization = `Bearer ${await notes.token('mine', 'also-mine')}`;
  const response = body
    ? await notes.request('POST', path, {
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    : await notes.request('GET', path, { headers: { authorization } });
  return response.ok ? ((await response.json()) as { data: unknown }).data : (await problemIn(response)).code;
}

it.each([
  ['in the path', '/v1/accounts/mine/notes', '/v1/accounts/theirs/notes'],
  ['in the reference path', '/notes/of/mine', '/notes/of/theirs'],
  ['in the path, percent-encoded', '/v1/accounts/%6dine/notes', '/v1/accounts/%74heirs/notes'],
  ['in the query', '/v1/notes?account_id=mine', '/v1/notes?account_id=theirs'],
])(
  'a service rejects an account %s if the caller is not a member of the account',
  async (_, own, foreign) => {
    expect(await resultOf(own)).toEqual(['mine']);
    expect(await resultOf(foreign)).toBe('ACCOUNT_NOT_FOUND');
  },
);

it('a service rejects an account in the body if the caller is not a member of the account', async () => {
  expect(await resultOf('/v1/shared-notes', { account_id: 'mine' })).toEqual(['mine']);
  expect(await resultOf('/v1/shared-notes', { account_id: 'theirs' })).toBe('ACCOUNT_NOT_FOUND');
});

it('a service accepts a request that leaves out an optional account', async () => {
  expect(await resultOf('/v1/notes')).toEqual(['mine', 'also-mine']);
});

it("a service returns ACCOUNT_NOT_FOUND if the account in the path or in the query is not the caller's", async () => {
  expect(await resultOf('/v1/accounts/mine/comparisons?account_id=also-mine')).toEqual(['mine', 'also-mine']);
  expect(await resultOf('/v1/accounts/mine/comparisons?account_id=theirs')).toBe('ACCOUNT_NOT_FOUND');
  expect(await resultOf('/v1/accounts/theirs/comparisons?account_id=mine')).toBe('ACCOUNT_NOT_FOUND');
});

it('a service returns ACCOUNT_NOT_FOUND if the caller is not a member of every account in a list', async () => {
  const path = '/v1/collections?account_id=mine&account_id=';
  expect(await resultOf(`${path}also-mine`)).toEqual(['mine', 'also-mine']);
  expect(await resultOf(`${path}theirs`)).toBe('ACCOUNT_NOT_FOUND');
});

it('a service returns the same response for an account of another company as for an unknown account', async () => {
  const headers = { authorization: `Bearer ${await notes.token('mine')}` };
  const problemAt = async (account: string) => {
    const response = await notes.request('GET', `/v1/notes?account_id=${account}`, { headers });
    return { ...(await problemIn(response)), request_id: '' };
  };
  expect(await problemAt('theirs')).toEqual(await problemAt('nobodys'));
});
