import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findProcess, sendSignal } from '#libs/stand-ins';

const root = resolve(__dirname, '../../..');
const NODE = [process.execPath, join(__dirname, 'main.ts')];
const NPM = ['npm', 'start', '--'];

/** Runs `npm start` in a new process group, as a terminal does. */
class Start {
  output = '';
  readonly child: ChildProcess;

  constructor(directory: string, [program = '', ...args]: readonly string[] = NODE) {
    this.child = spawn(program, [...args, '--data', directory], { cwd: root, detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.child.exitCode !== null)
        throw new Error(`npm start ended before it printed ${pattern.source}:\n${this.output}`);
      await delay(50);
    }
  }

  descendants(): { readonly pid: number; readonly command: string }[] {
    const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    const all = rows.map((row) => {
      const [pid = '', parent = '', ...command] = row.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
    });
    const below = (pid: number): typeof all =>
      all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
    return below(this.child.pid ?? 0);
  }

  find(text: string): number {
    const found = this.descendants().find(({ command }) => command.includes(text));
    if (!found) throw new Error(`No process has ${text} in its command`);
    return found.pid;
  }

  /** Signals the whole process group, as Ctrl-C or closing the terminal does. */
  async signalGroup(signal: NodeJS.Signals): Promise<number | null> {
    const ended = new Promise<number | null>((done) => this.child.once('exit', done));
    sendSignal(-(this.child.pid ?? 0), signal);
    return ended;
  }
}

async function untilAllGone(pids: readonly number[]): Promise<void> {
  while (pids.some((pid) => findProcess(pid))) await delay(50);
}

async function overviewOf(start: Start): Promise<unknown> {
  const [, url = '', token = ''] = await start.until(/curl -s (\S+) -H 'Authorization: Bearer (\S+)'/);
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return response.json();
}

describe('npm start', () => {
  const directory = mkdtempSync(join(tmpdir(), 'qred start å '));
  let start: Start;

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('prints a curl command that returns the home screen of the wireframe', async () => {
    start = new Start(directory);
    expect(await overviewOf(start)).toMatchObject({
      data: {
        account_name: 'Company AB',
        total_spend: { amount: 1_000_000 },
        remaining_spend: { amount: 540_000 },
        transaction_collection: { total_num_of_transactions: 57 },
      },
    });
  }, 240_000);

  it('refuses to start twice, and prints how to stop the running process', async () => {
    const second = new Start(directory);
    const { pid } = start.child;
    await second.until(new RegExp(`already runs as process ${pid}. Stop it with: kill ${pid}`));
  }, 60_000);

  it('prints every port that is in use, and the variable that changes the port', async () => {
    const second = new Start(mkdtempSync(join(tmpdir(), 'qred-start-')));
    await second.until(/Port 8080 \(the edge\) is in use.*EDGE_PORT/);
    await second.until(/Port 4003 \(the health endpoint of card\) is in use.*CARD_PORT/);
  }, 60_000);

  it('reports that a service is down, and keeps the other services running', async () => {
    process.kill(start.find('apps/card/main.js serve'), 'SIGKILL');
    await start.until(/card is down \(SIGKILL\)\. Its log is \S+.*card\.log/);
    expect(await overviewOf(start)).toMatchObject({
      data: { cards: null, sections: { cards: 'unavailable', spend: 'ok' } },
    });
  }, 60_000);

  it('reports that PostgreSQL does not respond, and later that it responds again', async () => {
    const postgres = start.find('/postgres -D');
    process.kill(postgres, 'SIGSTOP');
    await start.until(/PostgreSQL does not respond\. Its log is .*postgresql\.log/);
    process.kill(postgres, 'SIGCONT');
    await start.until(/PostgreSQL responds again/);
  }, 60_000);

  it('reports that PostgreSQL is down', async () => {
    process.kill(start.find('/postgres -D'), 'SIGKILL');
    await start.until(/PostgreSQL is down \(SIGKILL\)/);
  }, 60_000);

  it('stops when the user presses Ctrl-C, and leaves no process behind', async () => {
    const pids = start.descendants().map(({ pid }) => pid);
    expect(await start.signalGroup('SIGINT')).toBe(0);
    await untilAllGone(pids);
  }, 60_000);

  it('starts again with the data of the previous run', async () => {
    start = new Start(directory, NPM);
    expect(await overviewOf(start)).toMatchObject({ data: { sections: { cards: 'ok' } } });
    expect(start.output).not.toContain('migrated');
  }, 240_000);

  it('leaves no process behind when npm is killed', async () => {
    const pids = start.descendants().map(({ pid }) => pid);
    start.child.kill('SIGKILL');
    await untilAllGone(pids);
  }, 60_000);

  it.each(['SIGKILL', 'SIGHUP'] as const)(
    'leaves no process behind after %s',
    async (signal) => {
      start = new Start(directory);
      await start.until(/curl -s/);
      const pids = start.descendants().map(({ pid }) => pid);
      await start.signalGroup(signal);
      await untilAllGone(pids);
    },
    240_000,
  );
});
