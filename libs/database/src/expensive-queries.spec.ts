import { setImmediate as everythingDue } from 'node:timers/promises';
import { parseManifest } from '#libs/manifest';
import { ServiceConfig } from '#libs/configuration';
import { ExpensiveQueries } from './expensive-queries.ts';

const manifest = parseManifest({
  name: 'reader',
  purpose: 'Reads.',
  owner: '@qred/test',
  port: 3999,
  database: true,
});
const configOf = (poolSize: number): ServiceConfig =>
  new ServiceConfig(manifest, {
    AUTH_ISSUER: 'issuer',
    AUTH_AUDIENCE: 'audience',
    AUTH_JWKS_URL: 'http://127.0.0.1/jwks.json',
    DATABASE_URL: 'postgres://reader:secret@127.0.0.1:5432/reader',
    DATABASE_POOL_SIZE: String(poolSize),
  });

let expensive: ExpensiveQueries;
let started: string[];
let finish: Map<string, () => void>;

beforeEach(() => {
  expensive = new ExpensiveQueries(configOf(4));
  started = [];
  finish = new Map();
});

function run(owner: string, name: string): Promise<string> {
  return expensive.run(owner, () => {
    started.push(name);
    return new Promise((resolve) => finish.set(name, () => resolve(name)));
  });
}

async function finishNow(name: string): Promise<void> {
  finish.get(name)?.();
  await everythingDue();
}

it('ExpensiveQueries runs one query at a time with a pool of four connections', async () => {
  const results = [run('a', 'a1'), run('a', 'a2')];
  await everythingDue();
  expect(started).toEqual(['a1']);
  await finishNow('a1');
  expect(started).toEqual(['a1', 'a2']);
  await finishNow('a2');
  expect(await Promise.all(results)).toEqual(['a1', 'a2']);
});

it('ExpensiveQueries limits the waiting queries of each owner separately', async () => {
  const flood = Array.from({ length: 8 }, (_, number) => run('a', `a${number}`));
  const refused = flood.slice(5).map((query) => expect(query).rejects.toThrow('Too many searches'));
  const other = run('b', 'b');
  await Promise.all(refused);
  for (const name of ['a0', 'a1', 'a2', 'a3', 'a4', 'b']) await finishNow(name);
  await Promise.all([...flood.slice(0, 5), other]);
  expect([...started].sort()).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'b']);
});

it('ExpensiveQueries gives the next turn to the owner with the fewest running queries', async () => {
  expensive = new ExpensiveQueries(configOf(8));
  const all = [run('a', 'a1'), run('a', 'a2'), run('a', 'a3'), run('b', 'b1')];
  await everythingDue();
  expect(started).toEqual(['a1', 'a2']);
  await finishNow('a1');
  expect(started).toEqual(['a1', 'a2', 'b1']);
  for (const name of ['a2', 'b1', 'a3']) await finishNow(name);
  await Promise.all(all);
});
