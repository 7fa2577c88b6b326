import { RunningLibrary, problemIn } from './running-library.ts';

let library: RunningLibrary;

beforeAll(async () => {
  library = await RunningLibrary.start();
});

afterAll(() => library.stop());

async function lend(path: string, token?: string) {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return problemIn(await library.request('POST', path, { headers }));
}

it('an operation that is not built returns 501, and points to the mock', async () => {
  const problem = await lend('/v1/books/atlas/loan?account_id=a', await library.token('a'));
  expect(problem).toMatchObject({ status: 501, code: 'NOT_BUILT' });
  expect(problem.detail).toContain('npm run mock');
});

it('an operation that is not built rejects the same invalid requests as any other operation', async () => {
  const token = await library.token('a');
  expect((await lend('/v1/books/atlas/loan?account_id=a')).code).toBe('UNAUTHENTICATED');
  expect((await lend('/v1/books/atlas/loan?account_id=b', token)).code).toBe('ACCOUNT_NOT_FOUND');
  expect((await lend('/v1/books/atlas/loan', token)).code).toBe('INVALID_REQUEST');
});
