import type { ServerResponse } from 'node:http';
import { TokenSigner, badTokens } from '#libs/stand-ins';
import { NOTES_LIMIT, notesService } from './notes.ts';
import { connectTo, get } from './raw-connection.ts';
import { RunningLibrary, problemIn } from './running-library.ts';
import { until } from './until.ts';

let library: RunningLibrary;

afterEach(() => library.stop());

async function statusOf(path: string, headers: Record<string, string> = {}): Promise<number> {
  return (await library.request('GET', path, { headers })).status;
}

/** Calls in sequence. Returns each status once. */
async function statusesOf(calls: number, call: (index: number) => Promise<number>): Promise<number[]> {
  const statuses = new Set<number>();
  for (let index = 0; index < calls; index += 1) statuses.add(await call(index));
  return [...statuses];
}

describe('an operation with a limit of 3', () => {
  it('rejects the fourth call, counts all its paths together, and does not limit other operations', async () => {
    library = await RunningLibrary.start();
    expect(await statusOf('/v1/knock')).toBe(200);
    expect(await statusOf('/old/knock')).toBe(200);
    expect(await statusOf('/v1/knock')).toBe(200);
    const refused = await library.request('GET', '/old/knock');
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit')).toBe(`"knock";r=0;t=${seconds}`);
    expect(await problemIn(refused)).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(await statusOf('/ping')).toBe(200);
  });

  it('tells every caller how many calls remain', async () => {
    library = await RunningLibrary.start();
    const left = [];
    for (let call = 0; call < 2; call += 1) {
      const { headers } = await library.request('GET', '/v1/knock');
      expect(headers.get('ratelimit-policy')).toBe('"knock";q=3;w=60');
      left.push(headers.get('ratelimit')?.split(';t=')[0]);
    }
    expect(left).toEqual(['"knock";r=2', '"knock";r=1']);
  });

  it('gets a higher limit from RATE_LIMIT_PER_MINUTE', async () => {
    library = await RunningLibrary.start({ RATE_LIMIT_PER_MINUTE: '5' });
    expect(await statusesOf(5, () => statusOf('/v1/knock'))).toEqual([200]);
    expect(await statusOf('/v1/knock')).toBe(429);
    const { headers } = await library.request('GET', '/v1/books/atlas');
    expect(headers.get('ratelimit-policy')).toBe('"getBook";q=300;w=60');
  });
});

describe('an operation that declares no limit', () => {
  it('accepts 300 reads a minute per member, even from the same address', async () => {
    library = await RunningLibrary.start();
    const asUser = async (sub: string) => {
      const token = await library.issuer.mint({ sub, account_ids: ['a'] });
      return () => statusOf('/v1/books?account_id=a', { authorization: `Bearer ${token}` });
    };
    const anna = await asUser('user-anna');
    const bo = await asUser('user-bo');
    expect(await statusesOf(300, anna)).toEqual([200]);
    expect(await anna()).toBe(429);
    expect(await (await asUser('user-anna'))()).toBe(429);
    expect(await bo()).toBe(200);
    expect(await statusOf('/v1/books/atlas')).toBe(200);
  });

  it('accepts 60 writes a minute, and also counts rejected writes', async () => {
    library = await RunningLibrary.start();
    const add = async (title: string) =>
      (await library.request('POST', '/v1/books', { body: new URLSearchParams({ title }) })).status;
    expect(await statusesOf(60, (index) => add(index % 2 === 0 ? 'Atlas' : ''))).toEqual([303, 400]);
    expect(await add('Atlas')).toBe(429);
  });

  it('counts the calls of a machine separately from the calls of a user with the same id', async () => {
    library = await RunningLibrary.start();
    const token = await library.issuer.mintMachine('reporter', 'loans.read');
    const asMachine = () => statusOf('/v1/loans', { authorization: `Bearer ${token}` });
    expect(await statusesOf(300, asMachine)).toEqual([200]);
    expect(await asMachine()).toBe(429);
    const user = await library.issuer.mint({ sub: 'reporter' });
    expect(await statusOf('/v1/loans', { authorization: `Bearer ${user}` })).toBe(403);
  });
});

describe('an address that sends invalid tokens', () => {
  it.each(['is signed with an unknown key', 'has expired', 'is not a JWT'])(
    'gets 429 after 60 invalid tokens a minute, but can still use a valid token: the invalid token %s',
    async (name) => {
      library = await RunningLibrary.start();
      const bad = await badTokens[name]?.(library.issuer, { sub: 'user-anna', account_ids: ['a'] });
      const paths = ['/v1/books?account_id=a', '/v1/loans', '/v1/books/atlas'];
      const send = (index: number) =>
        library.request('GET', paths[index % 3] ?? '', { headers: { authorization: `Bearer ${bad ?? ''}` } });
      expect(await statusesOf(60, async (index) => (await send(index)).status)).toEqual([401]);
      const refused = await send(0);
      expect(refused.headers.get('ratelimit-policy')).toBe('"failed-authentications";q=60;w=60');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await problemIn(refused)).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
      const token = await library.token('a');
      expect(await statusOf('/v1/books?account_id=a', { authorization: `Bearer ${token}` })).toBe(200);
      expect(await statusOf('/v1/books/atlas')).toBe(200);
    },
  );
});

describe('tokens with an unknown key', () => {
  const withKeys = async (signers: readonly TokenSigner[]) => {
    const tokens = await Promise.all(signers.map((signer) => signer.mint({ sub: 'user-anna' })));
    return (index: number) =>
      statusOf('/v1/books/atlas', { authorization: `Bearer ${tokens[index % tokens.length]}` });
  };

  it('do not count as invalid while the issuer fails', async () => {
    library = await RunningLibrary.start();
    const send = await withKeys([await TokenSigner.create(library.issuer.url)]);
    await library.issuer.stop();
    expect(await statusesOf(70, send)).toEqual([503]);
  });

  it('count as invalid even if the service no longer asks the issuer about unknown keys', async () => {
    library = await RunningLibrary.start();
    const signers = Array.from({ length: 5 }, () => TokenSigner.create(library.issuer.url));
    const send = await withKeys(await Promise.all(signers));
    expect((await statusesOf(60, send)).toSorted()).toEqual([401, 503]);
    expect(await send(3)).toBe(429);
  });
});

describe('anonymous calls', () => {
  it('are counted per operation, even if they are rejected', async () => {
    library = await RunningLibrary.start({}, notesService);
    expect(await statusesOf(NOTES_LIMIT, () => statusOf('/v1/notes'))).toEqual([401]);
    expect(await statusOf('/v1/notes')).toBe(429);
    expect(await statusOf('/v1/accounts/mine/notes')).toBe(401);
  });

  it('are counted by the address of the connection, not by a header, if there is no trusted proxy', async () => {
    library = await RunningLibrary.start();
    const knock = (call: number) => statusOf('/v1/knock', { 'x-forwarded-for': `10.0.0.${call}` });
    expect(await statusesOf(3, knock)).toEqual([200]);
    expect(await knock(4)).toBe(429);
  });

  it('are counted by the address that the trusted proxy added', async () => {
    library = await RunningLibrary.start({ TRUSTED_PROXIES: '1' });
    const from = (address: string) => statusOf('/v1/knock', { 'x-forwarded-for': address });
    expect(await statusesOf(3, () => from('10.0.0.1'))).toEqual([200]);
    expect(await from('10.0.0.1')).toBe(429);
    expect(await from('10.0.0.9, 10.0.0.1')).toBe(429);
    expect(await from('::ffff:10.0.0.1')).toBe(429);
    expect(await from('10.0.0.2')).toBe(200);
  });

  it('are counted by the /64 network of an IPv6 address', async () => {
    library = await RunningLibrary.start({ TRUSTED_PROXIES: '1' });
    const from = (address: string) => statusOf('/v1/knock', { 'x-forwarded-for': address });
    expect(await statusesOf(3, (call) => from(`2001:db8:1:2::${call}`))).toEqual([200]);
    expect(await from('2001:DB8:1:2:ffff:ffff:ffff:ffff')).toBe(429);
    expect(await from('2001:db8:1:3::1')).toBe(200);
  });
});

describe('a caller that disconnects before the service handles the request', () => {
  it.each([
    ['without a token', '/v1/knock', [], 200],
    ['with an invalid token', '/v1/books/atlas', ['authorization: Bearer a.b.c'], 401],
  ])('causes no server error %s', async (_, path, headers, status) => {
    library = await RunningLibrary.start();
    let response: ServerResponse | undefined;
    library.service.app.getHttpServer().prependOnceListener('request', (request, its) => {
      request.socket.destroy();
      response = its;
    });
    connectTo(library).write(get(path, ...headers));
    await until(() => response?.headersSent === true);
    expect(response?.statusCode).toBe(status);
  });
});
