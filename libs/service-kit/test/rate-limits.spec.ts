import { NOTES_LIMIT, notesService } from './notes.ts';
import { RunningLibrary, problemIn } from './running-library.ts';

let library: RunningLibrary;

afterEach(() => library.stop());

async function knock(path: string, headers: Record<string, string> = {}): Promise<number> {
  return (await library.request('GET', path, { headers })).status;
}

it('refuses the calls that are too many, both paths of an operation together, and no other operation', async () => {
  library = await RunningLibrary.start();
  expect(await knock('/v1/knock')).toBe(200);
  expect(await knock('/old/knock')).toBe(200);
  expect(await knock('/v1/knock')).toBe(200);
  const refused = await library.request('GET', '/old/knock');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await problemIn(refused)).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
  expect(await knock('/ping')).toBe(200);
});

it('counts each operation for itself', async () => {
  library = await RunningLibrary.start({}, notesService);
  for (let call = 0; call < NOTES_LIMIT; call += 1) expect(await knock('/v1/notes')).toBe(401);
  expect(await knock('/v1/notes')).toBe(429);
  expect(await knock('/v1/accounts/mine/notes')).toBe(401);
});

it('believes nobody about their address where no proxy stands in front', async () => {
  library = await RunningLibrary.start();
  const statuses = [];
  for (let call = 1; call <= 4; call += 1) {
    statuses.push(await knock('/v1/knock', { 'x-forwarded-for': `10.0.0.${call}` }));
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
});

it('counts each address for itself behind a proxy, and believes only what that proxy added', async () => {
  library = await RunningLibrary.start({ TRUSTED_PROXIES: '1' });
  const from = (address: string) => knock('/v1/knock', { 'x-forwarded-for': address });
  for (let call = 0; call < 3; call += 1) expect(await from('10.0.0.1')).toBe(200);
  expect(await from('10.0.0.1')).toBe(429);
  expect(await from('10.0.0.9, 10.0.0.1')).toBe(429);
  expect(await from('10.0.0.2')).toBe(200);
});
