import { standardOutput } from '#libs/logging';
import { badTokens } from '#libs/stand-ins';
import { RunningLibrary, problemIn } from './running-library.ts';

type Line = Readonly<Record<string, unknown>>;

const MEMBER = { sub: 'user-anna', account_ids: ['a'] };

let written = '';
let library: RunningLibrary;

beforeAll(async () => {
  jest.spyOn(standardOutput, 'write').mockImplementation((line) => void (written += line));
  library = await RunningLibrary.start({ LOG_LEVEL: 'info' });
});

afterAll(async () => {
  await library.stop();
  jest.restoreAllMocks();
});

async function ask(path: string, token?: string): Promise<{ response: Response; lines: Line[] }> {
  written = '';
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await library.request('GET', path, { headers });
  while (!written.includes('"duration_ms"')) await new Promise((resolve) => setImmediate(resolve));
  const lines = written.split('\n').filter((line) => line !== '');
  return { response, lines: lines.map((line) => JSON.parse(line) as Line) };
}

describe('the log line of a request', () => {
  it('contains the id of the member, even if the request is rejected', async () => {
    const token = await library.issuer.mint(MEMBER);
    for (const path of ['/v1/books?account_id=a', '/v1/books?account_id=b', '/v1/loans']) {
      const { lines } = await ask(path, token);
      expect(lines).toMatchObject([{ user_id: 'user-anna', duration_ms: expect.any(Number) as number }]);
    }
  });

  it('contains the client id if a machine sends the request', async () => {
    const { lines } = await ask('/v1/loans', await library.issuer.mintMachine('reporter', 'loans.read'));
    expect(lines).toMatchObject([{ user_id: 'reporter' }]);
  });

  it('names no caller if the request is anonymous', async () => {
    const { lines } = await ask('/v1/books/atlas');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toHaveProperty('user_id');
    expect(lines[0]).not.toHaveProperty('authentication_failure');
  });

  it('never contains the caller of an earlier request', async () => {
    await ask('/v1/books?account_id=a', await library.issuer.mint(MEMBER));
    const { lines } = await ask('/v1/books/atlas');
    expect(lines[0]).not.toHaveProperty('user_id');
  });
});

describe('the log line of a request that is not authenticated', () => {
  it.each<[string, string]>([
    ['has expired', 'expired'],
    ['is from another issuer', 'wrong_issuer'],
    ['is for another audience', 'wrong_audience'],
    ['is an ID token', 'not_an_access_token'],
    ['is signed with an unknown key', 'bad_signature'],
    ['has a subject with a NUL', 'invalid_claims'],
  ])('contains a more precise reason than the response if the token %s', async (name, failure) => {
    const { response, lines } = await ask(
      '/v1/books?account_id=a',
      await badTokens[name]?.(library.issuer, MEMBER),
    );
    expect(lines).toMatchObject([{ authentication_failure: failure, res: { status: 401 } }]);
    expect(lines[0]).not.toHaveProperty('user_id');
    const problem = await problemIn(response);
    expect(problem).not.toHaveProperty('authentication_failure');
    expect([
      'The token is not valid',
      'The token has expired; get a new one',
      'The token lacks required claims',
    ]).toContain(problem.detail);
  });

  it('says that the token is missing', async () => {
    const { lines } = await ask('/v1/books?account_id=a');
    expect(lines).toMatchObject([{ authentication_failure: 'no_token', res: { status: 401 } }]);
  });
});
