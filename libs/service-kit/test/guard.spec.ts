import { atlas } from './library.ts';
import { RunningLibrary, problemIn } from './running-library.ts';

let library: RunningLibrary;

beforeAll(async () => {
  library = await RunningLibrary.start();
});

afterAll(() => library.stop());

async function codeFor(path: string, token?: string): Promise<string> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await library.request('GET', path, { headers });
  return response.status === 200 ? '200' : (await problemIn(response)).code;
}

it('the guard refuses every request to a route that no contract declares', async () => {
  expect(await codeFor('/undeclared')).toBe('NOT_FOUND');
  expect(await codeFor('/undeclared', await library.token('a'))).toBe('NOT_FOUND');
});

it('the guard allows public operations without a token, but rejects an invalid token', async () => {
  expect(await codeFor('/v1/books/atlas')).toBe('200');
  expect(await codeFor('/v1/books/atlas', await library.token('a'))).toBe('200');
  expect(await codeFor('/v1/books/atlas', 'a.b.c')).toBe('UNAUTHENTICATED');
});

it.each(['/v1/books', '/old/books'])(
  'the guard gives a member access only to their own accounts at %s',
  async (path) => {
    const token = await library.token('a', 'b');
    expect(await codeFor(`${path}?account_id=b`, token)).toBe('200');
    expect(await codeFor(`${path}?account_id=c`, token)).toBe('ACCOUNT_NOT_FOUND');
    expect(await codeFor(`${path}?account_id=b`)).toBe('UNAUTHENTICATED');
    expect(await codeFor(`${path}?account_id=b`, await library.issuer.mintMachine('m', 'loans.read'))).toBe(
      'FORBIDDEN',
    );
  },
);

it('the guard rejects an invalid request before it checks the account', async () => {
  const token = await library.token('a');
  expect(await codeFor('/v1/books?account_id=c&limit=0', token)).toBe('INVALID_REQUEST');
});

it('the guard rejects anonymous callers before it validates their requests', async () => {
  expect(await codeFor('/v1/books?account_id=c&limit=0')).toBe('UNAUTHENTICATED');
});

it('the guard authorizes a machine by its scope', async () => {
  const machine = (scope: string) => library.issuer.mintMachine('m', scope);
  expect(await codeFor('/v1/loans', await machine('other loans.read'))).toBe('200');
  expect(await codeFor('/v1/loans', await machine('loans'))).toBe('FORBIDDEN');
  expect(await codeFor('/v1/loans', await library.token('a'))).toBe('FORBIDDEN');
  expect(await codeFor('/v1/loans')).toBe('UNAUTHENTICATED');
});

it('the guard asks for a token in the WWW-Authenticate header', async () => {
  const response = await library.request('GET', '/v1/loans');
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
});

it('the guard passes the validated request to the handler, including defaults', async () => {
  const headers = { authorization: `Bearer ${await library.token('a')}` };
  expect(await library.json('GET', '/v1/books?account_id=a', { headers })).toMatchObject({
    data: [{ book_id: 'a', title: '25' }],
  });
  expect(await library.json('GET', '/v1/books/a%2Dtlas')).toEqual({ data: { ...atlas, book_id: 'a-tlas' } });
});
