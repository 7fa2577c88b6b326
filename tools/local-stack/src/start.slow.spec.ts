import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(__dirname, 'main.ts');

/** `npm start` as a person sees it: a process group of its own, and what it prints. */
class Start {
  output = '';
  readonly child: ChildProcess;

  constructor(directory: string) {
    this.child = spawn(process.execPath, [main, '--data', directory], { detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.child.exitCode !== null)
        throw new Error(`it ended before it printed ${pattern.source}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The processes of its group that still run. */
  running(): string[] {
    const all = execFileSync('ps', ['-eo', 'pgid=,pid=,args='], { encoding: 'utf8' }).split('\n');
    return all.filter(
      (line) => Number(line.trim().split(/\s+/)[0]) === this.child.pid && !line.includes('<defunct>'),
    );
  }

  /** What Ctrl-C does: the signal goes to the whole group. */
  async interrupt(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    process.kill(-(this.child.pid ?? 0), 'SIGINT');
    return ended;
  }
}

/** Runs the printed curl line's request. */
async function overviewOf(start: Start): Promise<unknown> {
  const [, url = '', token = ''] = await start.until(/curl -s (\S+) -H 'Authorization: Bearer (\S+)'/);
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return response.json();
}

describe('npm start', () => {
  const directory = mkdtempSync(join(tmpdir(), 'qred-start-'));
  let start: Start;

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('prints a line that shows the figures of the wireframe', async () => {
    start = new Start(directory);
    expect(await overviewOf(start)).toMatchObject({
      data: {
        account_name: 'Company AB',
        total_spend: { amount: 1_000_000 },
        remaining_spend: { amount: 540_000 },
        transaction_collection: { total_num_of_transactions: 57 },
      },
    });
  }, 120_000);

  it('says that a service is down, and goes on without it', async () => {
    const killed = execFileSync('pgrep', ['-g', String(start.child.pid), '-f', 'apps/card/main.js serve']);
    process.kill(Number(killed.toString().trim()), 'SIGKILL');
    await start.until(/card is down \(SIGKILL\)/);
    expect(await overviewOf(start)).toMatchObject({
      data: { cards: null, sections: { cards: 'unavailable', spend: 'ok' } },
    });
  }, 20_000);

  it('tells which ports are taken when it is started twice', async () => {
    const second = new Start(mkdtempSync(join(tmpdir(), 'qred-start-')));
    await second.until(/port 8080, for the edge/);
  }, 20_000);

  it('ends at Ctrl-C and leaves no process', async () => {
    expect(await start.interrupt()).toBe(0);
    expect(start.running()).toEqual([]);
  }, 20_000);

  it('keeps the data for the next start', async () => {
    start = new Start(directory);
    expect(await overviewOf(start)).toMatchObject({ data: { sections: { cards: 'ok' } } });
    expect(start.output).not.toContain('migrated');
    await start.interrupt();
  }, 60_000);
});
