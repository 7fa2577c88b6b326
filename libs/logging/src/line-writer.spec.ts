import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LineWriter } from './line-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'line-writer-'));
const opened: number[] = [];

afterAll(() => {
  for (const descriptor of opened) closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

function open(path: string, flags: number): number {
  const descriptor = openSync(path, flags | constants.O_CREAT, 0o600);
  opened.push(descriptor);
  return descriptor;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(5);
}

function linesFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${JSON.stringify({ line: first + index, å: '€' })}\n`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

describe('a file', () => {
  it('receives every line in order', async () => {
    const path = join(folder, 'log');
    const writer = new LineWriter(open(path, constants.O_WRONLY));
    const lines = linesFrom(0, 5_000);
    for (const line of lines) writer.write(line);
    await until(() => readFileSync(path, 'utf8').length === lines.join('').length);
    expect(readFileSync(path, 'utf8')).toBe(lines.join(''));
    expect(writer.dropped).toBe(0);
  });

  it('receives the waiting lines when the process ends', () => {
    const path = join(folder, 'last');
    const writer = new LineWriter(open(path, constants.O_WRONLY));
    for (const line of linesFrom(0, 10)) writer.write(line);
    expect(readFileSync(path, 'utf8')).toBe('');
    writer.flushSync();
    expect(readFileSync(path, 'utf8')).toBe(linesFrom(0, 10).join(''));
  });
});

describe('a full disk', () => {
  it('makes the writer drop lines beyond the memory limit', async () => {
    const writer = new LineWriter(open('/dev/full', constants.O_WRONLY), {
      waitingBytes: 10_000,
      retryMs: 5,
    });
    for (const line of linesFrom(0, 1_000)) writer.write(line);
    await delay(30);
    for (const line of linesFrom(0, 1_000)) writer.write(line);
    expect(writer.dropped).toBeGreaterThan(1_000);
    expect(writer.dropped).toBeLessThan(2_000);
    writer.close();
  });

  it('does not make a closed writer retry its last write', async () => {
    const descriptor = open('/dev/full', constants.O_WRONLY);
    const writer = new LineWriter(descriptor, { retryMs: 1, batchBytes: 10 });
    // This line is being written when the writer closes, and the write fails afterwards.
    writer.write('a first line\n');
    writer.close();
    await delay(20);
    closeSync(descriptor);
    opened.splice(opened.indexOf(descriptor), 1);
    const path = join(folder, 'next');
    expect(open(path, constants.O_WRONLY)).toBe(descriptor);
    await delay(20);
    expect(readFileSync(path, 'utf8')).toBe('');
  });
});

describe('a pipe without a reader', () => {
  let reader: number;
  let writer: LineWriter;
  let reports: number[];

  beforeEach(() => {
    const path = join(folder, 'pipe');
    rmSync(path, { force: true });
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    reader = open(path, constants.O_RDWR | constants.O_NONBLOCK);
    // The file is opened in blocking mode, like the standard output of a container.
    writer = new LineWriter(open(path, constants.O_WRONLY), { waitingBytes: 50_000, retryMs: 5, lastMs: 50 });
    reports = [];
    writer.onDropped((lines) => reports.push(lines));
  });

  afterEach(() => writer.close());

  function read(): string {
    const bytes = Buffer.alloc(1_000_000);
    try {
      return bytes.toString('utf8', 0, readSync(reader, bytes));
    } catch {
      return '';
    }
  }

  it('does not block writes, and later delivers only complete lines', async () => {
    const written = linesFrom(0, 20_000);
    for (const line of written) writer.write(line);
    await delay(20);
    for (const line of written) writer.write(line);
    const { dropped } = writer;
    let received = '';
    await until(() => {
      received += read();
      return sum(reports) === dropped;
    });
    writer.write('last\n');
    await until(() => (received += read()).endsWith('last\n'));
    const lines = received.trim().split('\n');
    expect(lines.pop()).toBe('last');
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('line');
    expect(dropped).toBeGreaterThan(written.length);
    expect(lines.length + writer.dropped).toBe(2 * written.length);
  });

  it('does not delay the exit of the process', async () => {
    for (const line of linesFrom(0, 20_000)) writer.write(line);
    await delay(20);
    for (const line of linesFrom(0, 20_000)) writer.write(line);
    writer.flushSync();
    expect(read().length).toBeGreaterThan(0);
  });
});

describe('a process', () => {
  const standardOutput = join(import.meta.dirname, 'standard-output.ts');

  /** Runs a process through a shell, because Node connects processes by sockets and not by pipes. */
  function run(output: string, count: number, end: string): SpawnSyncReturns<string> {
    const code = `import { standardOutput } from ${JSON.stringify(standardOutput)};
      for (let line = 0; line < ${count}; line += 1) standardOutput.write(JSON.stringify({ line }) + '\\n');
      ${end}`;
    const command = [process.execPath, '--input-type=module-typescript', '--eval', code];
    return spawnSync('sh', ['-c', `"$0" "$@" ${output}`, ...command], { encoding: 'utf8' });
  }

  const ends = [
    ['by itself', ''],
    ['by process.exit', 'process.exit(0);'],
    [
      'on SIGTERM',
      "process.once('SIGTERM', () => process.exit(0)); process.kill(process.pid, 'SIGTERM'); setTimeout(() => undefined, 60_000);",
    ],
    ['by an uncaught error', "throw new Error('no');"],
  ] as const;

  describe.each([
    ['a socket', ''],
    ['a pipe', '| cat'],
  ])('that writes to %s', (_, output) => {
    it.each(ends.flatMap(([how, end]) => [3_000, 30_000].map((count) => [how, count, end] as const)))(
      'loses no line if it ends %s after %i lines',
      (_how, count, end) => {
        const lines = run(output, count, end).stdout.trim().split('\n');
        expect(lines.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual(
          Array.from({ length: count }, (_line, index) => index),
        );
      },
    );
  });
});
