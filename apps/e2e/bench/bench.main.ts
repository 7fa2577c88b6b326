import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { readOptions, textTable } from '#libs/command-line';
import { freePort } from '#libs/stand-ins';
import { type Stack, startStack } from '#tools/local-stack';
import { type Measurement, type Target, at, load } from './load.ts';
import { environmentOf, memoryMb } from './processes.ts';
import { summarize } from './profile.ts';

const SERVICES = ['account', 'card', 'invoice', 'transaction'];
const ACCOUNTS = [
  'company-ab',
  'card-active',
  'invoice-overdue',
  'acc1',
  'acc2',
  'acc3',
  'acc4',
  'acc5',
  'acc6',
];
const LARGE = 'bench-large';
/** The figures are invalid if a larger share of the requests than this fails. */
const MAX_FAILED = 0.01;
const WARM_UP_CONNECTIONS = 4;
const HOST = '127.0.0.1';
const root = resolve(import.meta.dirname, '../../..');

const values = readOptions({
  name: 'npm run bench',
  help: `Compares the overview with bare Node servers that do the same work on the same databases. Compare the ratios of one
run, not different machines. Needs Linux, because it reads CPU and memory from /proc.`,
  options: {
    connections: { type: 'string', default: '1,16,64', help: 'one row per number of connections' },
    rounds: {
      type: 'string',
      default: '3',
      help: 'number of rounds; the result is their median, and our services and the bare servers alternate',
    },
    seconds: { type: 'string', default: '4', help: 'length of each round' },
    large: {
      type: 'string',
      default: '100000',
      help: 'number of transactions of an additional large account; 0 leaves it out',
    },
    profile: {
      type: 'boolean',
      default: false,
      help: 'write CPU profiles, and print the top packages and functions of each service',
    },
    'max-cpu': {
      type: 'string',
      default: '0',
      help: "fail if an overview takes more than this multiple of the bare servers' CPU; 0 never fails",
    },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
/**
 * A profile covers the last seconds of a run. A profiled run does not measure the large account, because that
 * measurement comes last.
 */
const large = values.profile ? 0 : Number(values.large);

await main();

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'qred-bench-'));
  const profiles = join(directory, 'profiles');
  const stack = await startStack({
    root,
    directory,
    ports: 'free',
    durable: false,
    build: true,
    environment: {
      ENVIRONMENT: 'production',
      RATE_LIMIT_PER_MINUTE: '1000000',
      ...(values.profile && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` }),
    },
    onStep: (step) => console.error(step),
  });
  const bare: ChildProcess[] = [];
  let pids: ReadonlyMap<string, number> = new Map();
  try {
    pids = pidsOf(stack);
    await addLargeAccount(pids, large);
    const tokens = await tokensOf(stack);
    const bareUrl = await startBare(pids, bare);
    await compare(targets(stack, pids, bare, bareUrl, tokens));
    if (large > 0) await compareLarge(stack, pids, tokens);
    printMemory(pids);
  } finally {
    for (const child of bare) child.kill();
    await stack.stop();
    if (values.profile) printProfiles(profiles, pids);
    else rmSync(directory, { recursive: true, force: true });
  }
}

function pidsOf({ services }: Stack): ReadonlyMap<string, number> {
  return new Map(
    SERVICES.map((name) => {
      const pid = services.get(name)?.pid;
      if (pid === undefined) throw new Error(`${name} does not run`);
      return [name, pid];
    }),
  );
}

async function tokensOf({ issuer }: Stack): Promise<ReadonlyMap<string, string>> {
  const minted = [...ACCOUNTS, LARGE].map(
    async (id) => [id, await issuer.mint({ sub: `bench-${id}`, account_ids: [id] })] as const,
  );
  return new Map(await Promise.all(minted));
}

async function startBare(pids: ReadonlyMap<string, number>, bare: ChildProcess[]): Promise<string> {
  const urls = new Map<string, string>();
  for (const name of SERVICES) urls.set(name, `http://${HOST}:${await freePort()}`);
  for (const name of SERVICES) {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'bare-service.ts'), name, new URL(urls.get(name) ?? '').port],
      {
        env: { ...variablesOf(pids, name), CALLEES: JSON.stringify(Object.fromEntries(urls)) },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    bare.push(child);
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error(`The bare ${name} service did not start`))),
    ]);
  }
  return urls.get('account') ?? '';
}

function variablesOf(pids: ReadonlyMap<string, number>, name: string): Record<string, string> {
  const { NODE_OPTIONS: _, ...variables } = environmentOf(pids.get(name) ?? 0);
  return variables;
}

function targets(
  stack: Stack,
  pids: ReadonlyMap<string, number>,
  bare: readonly ChildProcess[],
  bareUrl: string,
  tokens: ReadonlyMap<string, string>,
): { readonly bare: Target; readonly ours: Target } {
  const requests = (urlOf: (id: string) => string) =>
    ACCOUNTS.map((id) => ({ url: urlOf(id), token: tokens.get(id) ?? '' }));
  return {
    bare: {
      name: 'bare',
      pids: bare.map(({ pid = 0 }) => pid),
      requests: requests((id) => `${bareUrl}/${id}`),
    },
    ours: { name: 'ours', pids: [...pids.values()], requests: requests((id) => overviewUrl(stack, id)) },
  };
}

function overviewUrl({ services }: Stack, accountId: string): string {
  return `${services.get('account')?.url}/v1/accounts/${accountId}/overview`;
}

async function compare({ bare, ours }: { readonly bare: Target; readonly ours: Target }): Promise<void> {
  await load(bare, WARM_UP_CONNECTIONS, seconds);
  await load(ours, WARM_UP_CONNECTIONS, seconds);
  const head = ['connections', 'per second', 'p50 ms', 'p99 ms', 'CPU ms per overview'];
  const rows = [head];
  for (const connections of values.connections.split(',').map(Number)) {
    const pairs: { readonly bare: Measurement; readonly ours: Measurement }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      pairs.push({
        bare: await load(bare, connections, seconds),
        ours: await load(ours, connections, seconds),
      });
    }
    const cell = (figure: keyof Measurement, digits: number): string => {
      const [b, o] = [
        median(pairs.map((pair) => pair.bare[figure])),
        median(pairs.map((pair) => pair.ours[figure])),
      ];
      const ratio = median(pairs.map((pair) => pair.ours[figure] / pair.bare[figure]));
      return `${b.toFixed(digits)} / ${o.toFixed(digits)} = ${ratio.toFixed(2)}`;
    };
    rows.push([String(connections), cell('perSecond', 0), cell('p50', 1), cell('p99', 1), cell('cpu', 2)]);
    const failed = Math.max(...pairs.map((pair) => Math.max(pair.bare.failed, pair.ours.failed)));
    if (failed > MAX_FAILED)
      throw new Error(`${(failed * 100).toFixed(1)} % of requests failed; the machine is too busy`);
    assertCpu(median(pairs.map((pair) => pair.ours.cpu / pair.bare.cpu)), connections);
  }
  console.log(`bare / ours = ratio, median of ${rounds} rounds of ${seconds} s\n${textTable(rows)}`);
}

function assertCpu(ratio: number, connections: number): void {
  const limit = Number(values['max-cpu']);
  if (limit === 0 || ratio <= limit) return;
  console.error(
    `An overview takes ${ratio.toFixed(2)} times the bare CPU at ${connections} connections, over ${limit}.`,
  );
  process.exitCode = 1;
}

async function addLargeAccount(pids: ReadonlyMap<string, number>, transactions: number): Promise<void> {
  if (transactions === 0) return;
  await run(variablesOf(pids, 'account').DATABASE_URL, [
    `INSERT INTO accounts (account_id, account_name, credit_limit, currency) VALUES ('${LARGE}', 'Large AB', 1000000, 'SEK')`,
  ]);
  await run(variablesOf(pids, 'transaction').DATABASE_URL, [
    `INSERT INTO ledger_entries (transaction_id, account_id, kind, status, amount, currency, merchant, occurred_at)
     SELECT '${LARGE}-' || n, '${LARGE}', 'purchase', 'posted', 1, 'SEK', 'Merchant ' || n % 50,
            date_trunc('second', now()) - make_interval(secs => n)
     FROM generate_series(1, ${transactions}) n`,
    `INSERT INTO account_spend (account_id, currency, credit_limit, posted, transaction_count)
     VALUES ('${LARGE}', 'SEK', 1000000, ${transactions}, ${transactions})`,
    'VACUUM ANALYZE ledger_entries',
  ]);
}

async function run(connectionString: string | undefined, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function compareLarge(
  stack: Stack,
  pids: ReadonlyMap<string, number>,
  tokens: ReadonlyMap<string, string>,
): Promise<void> {
  const target = (id: string): Target => ({
    name: id,
    pids: [...pids.values()],
    requests: [{ url: overviewUrl(stack, id), token: tokens.get(id) ?? '' }],
  });
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const small = await load(target('company-ab'), 1, seconds);
    const large = await load(target(LARGE), 1, seconds);
    ratios.push(large.p50 / small.p50);
  }
  console.log(
    `p50 of an account with ${large} transactions / of company-ab: ${median(ratios).toFixed(2)} (median of ${rounds})`,
  );
}

function printMemory(pids: ReadonlyMap<string, number>): void {
  const memory = [...pids].map(([name, pid]) => `${name} ${memoryMb(pid)}`);
  console.log(`memory after load (MB): ${memory.join(', ')}`);
}

/** A profile covers only the last seconds. Before that, the service starts and warms up. */
function printProfiles(directory: string, pids: ReadonlyMap<string, number>): void {
  const files = readdirSync(directory);
  for (const [name, pid] of pids) {
    const file = files.find((each) => each.split('.').includes(String(pid)));
    if (file === undefined) throw new Error(`${directory} has no profile of ${name}`);
    const { packages, functions } = summarize(join(directory, file), seconds * rounds);
    const list = (rows: readonly (readonly [string, number])[]): string =>
      rows
        .slice(0, 12)
        .map(([what, share]) => `${(share * 100).toFixed(1).padStart(5)} % ${what}`)
        .join('\n');
    console.log(`\n${name}, by package\n${list(packages)}\n\n${name}, by function\n${list(functions)}`);
  }
  console.log(`\nThe profiles are in ${directory}. Open them in Chrome's DevTools.`);
}

function median(numbers: readonly number[]): number {
  return at(
    numbers.toSorted((a, b) => a - b),
    0.5,
  );
}
