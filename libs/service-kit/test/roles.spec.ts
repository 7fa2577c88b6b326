import { standardOutput } from '#libs/logging';
import { STAND_IN_SUPPORT_GROUP, supportClaims } from '#libs/stand-ins';
import { RunningLibrary, problemIn } from './running-library.ts';
import { shelvesService } from './shelves.ts';

type Line = Readonly<Record<string, unknown>>;

let written = '';
let shelves: RunningLibrary;

beforeAll(async () => {
  jest.spyOn(standardOutput, 'write').mockImplementation((line) => void (written += line));
  shelves = await RunningLibrary.start({ LOG_LEVEL: 'info' }, shelvesService);
});

afterAll(async () => {
  await shelves.stop();
  jest.restoreAllMocks();
});

/** A member of the accounts a and b, who owns only a. */
const owner = () =>
  shelves.issuer.mint({ sub: 'user-anna', account_ids: ['a', 'b'], owned_account_ids: ['a'] });
const member = () => shelves.issuer.mint({ sub: 'user-bo', account_ids: ['a', 'b'] });
const support = () => shelves.issuer.mint(supportClaims('support-cleo'));

/** Returns the result of the operation, or the status, code and detail of the problem. */
async function resultOf(method: string, path: string, token?: string): Promise<unknown> {
  written = '';
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await shelves.request(method, path, { headers });
  while (!written.includes('"duration_ms"')) await new Promise((resolve) => setImmediate(resolve));
  if (response.ok) return ((await response.json()) as { data: unknown }).data;
  const { status, code, detail } = await problemIn(response);
  return [status, code, detail];
}

function lines(): Line[] {
  return written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

const ONLY_OWNERS = [403, 'FORBIDDEN', 'Only an owner of the company may do this'];
const ONLY_SUPPORT = [403, 'FORBIDDEN', "Only Qred's support may do this"];
const OTHER_CALLER = [403, 'FORBIDDEN', 'You may not do this'];
const anyText = expect.any(String) as string;

describe('an operation for owners', () => {
  it('accepts an owner of the account in the path', async () => {
    expect(await resultOf('DELETE', '/v1/accounts/a', await owner())).toBe('closed a');
  });

  it('returns 403 to a member of the account who owns only a different account', async () => {
    expect(await resultOf('DELETE', '/v1/accounts/b', await owner())).toEqual(ONLY_OWNERS);
    expect(await resultOf('DELETE', '/v1/shelves/shelf-b', await owner())).toEqual(ONLY_OWNERS);
  });

  it('returns 404 for an account of a different company, like for an unknown account', async () => {
    const theirs = await shelves.issuer.mint({ sub: 'x', account_ids: ['c'], owned_account_ids: ['c'] });
    const unknown = await resultOf('DELETE', '/v1/accounts/nobodys', theirs);
    expect(unknown).toEqual([404, 'ACCOUNT_NOT_FOUND', anyText]);
    expect(await resultOf('DELETE', '/v1/accounts/a', theirs)).toEqual(unknown);
    const unknownShelf = await resultOf('DELETE', '/v1/shelves/nobodys', theirs);
    expect(unknownShelf).toEqual([404, 'SHELF_NOT_FOUND', anyText]);
    expect(await resultOf('DELETE', '/v1/shelves/shelf-a', theirs)).toEqual(unknownShelf);
  });

  it('returns 403 to a member who owns no account, before the service looks for the entity', async () => {
    for (const path of ['/v1/accounts/a', '/v1/shelves/shelf-a', '/v1/shelves/nobodys'])
      expect(await resultOf('DELETE', path, await member())).toEqual(ONLY_OWNERS);
  });

  it('accepts an owner of the account that the entity belongs to', async () => {
    expect(await resultOf('DELETE', '/v1/shelves/shelf-a', await owner())).toBe('closed shelf-a');
  });

  it('rejects support, machines and anonymous callers', async () => {
    const machine = await shelves.issuer.mintMachine('reporter', 'shelves.write');
    expect(await resultOf('DELETE', '/v1/accounts/a', await support())).toEqual(OTHER_CALLER);
    expect(await resultOf('DELETE', '/v1/accounts/a', machine)).toEqual(OTHER_CALLER);
    expect(await resultOf('DELETE', '/v1/accounts/a')).toEqual([401, 'UNAUTHENTICATED', anyText]);
  });

  it('rejects a token that was changed after signing', async () => {
    const [header, , signature] = (await member()).split('.');
    const [, payload] = (await owner()).split('.');
    expect(await resultOf('DELETE', '/v1/accounts/a', `${header}.${payload}.${signature}`)).toEqual([
      401,
      'UNAUTHENTICATED',
      anyText,
    ]);
  });
});

describe('an operation for support', () => {
  it('accepts support for every account', async () => {
    for (const account of ['a', 'b', 'nobodys'])
      expect(await resultOf('GET', `/v1/shelves?account_id=${account}`, await support())).toBe(
        `listed ${account}`,
      );
    expect(await resultOf('GET', '/v1/shelves/shelf-a', await support())).toBe(
      'showed shelf-a to support-cleo',
    );
  });

  it('returns 403 to members, owners and machines', async () => {
    const machine = await shelves.issuer.mintMachine('reporter', 'shelves.read');
    for (const token of [await member(), await owner(), machine])
      expect(await resultOf('GET', '/v1/shelves/shelf-a', token)).toEqual(ONLY_SUPPORT);
  });

  it('rejects a member of the support group who also has accounts', async () => {
    const token = await shelves.issuer.mint({
      sub: 'support-cleo',
      account_ids: ['a'],
      groups: [STAND_IN_SUPPORT_GROUP],
    });
    expect(await resultOf('GET', '/v1/shelves/shelf-a', token)).toEqual([401, 'UNAUTHENTICATED', anyText]);
    expect(lines()).toMatchObject([{ authentication_failure: 'support_with_accounts' }]);
  });

  it('logs each use in one line with the employee, the account and the operation, even for reads', async () => {
    await resultOf('GET', '/v1/shelves?account_id=a', await support());
    expect(lines()).toEqual([
      expect.objectContaining({ user_id: 'support-cleo', support_operation: 'findShelves', account_id: 'a' }),
      expect.objectContaining({ user_id: 'support-cleo', duration_ms: expect.any(Number) as number }),
    ]);
  });

  it("logs the ids in the path, but no text that could contain a person's name", async () => {
    await resultOf('GET', '/v1/shelves/shelf-a?reader=Anna+Andersson', await support());
    const [use] = lines().filter(({ support_operation: name }) => name !== undefined);
    expect(use).toMatchObject({ support_operation: 'inspectShelf', ids: { shelf_id: 'shelf-a' } });
    expect(JSON.stringify(use)).not.toContain('Anna');
  });

  it('does not log a call that the guard rejects', async () => {
    await resultOf('GET', '/v1/shelves/shelf-a', await owner());
    expect(lines().filter(({ support_operation: name }) => name !== undefined)).toEqual([]);
  });
});
