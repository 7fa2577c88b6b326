import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ReloadingWorker } from './reloading-worker.ts';

const file = pathToFileURL(join(__dirname, 'reloading-worker.fixture.ts'));
const directory = mkdtempSync(join(tmpdir(), 'reloading-worker-'));
const folder = join(directory, 'sources');
const source = join(folder, 'nested', 'source.txt');
const target = join(directory, 'served.txt');
let events: string[];
let notify: () => void;
let worker: ReloadingWorker;

const nextEvent = (): Promise<void> => new Promise((resolve) => (notify = resolve));

beforeEach(async () => {
  mkdirSync(join(folder, 'nested'), { recursive: true });
  writeFileSync(source, 'first');
  events = [];
  const record = (event: string): void => {
    events.push(event);
    notify();
  };
  worker = await ReloadingWorker.start({
    ...{ file, folder, data: { source, target } },
    onReload: () => record('reload'),
    onError: (error, isServing) => record(`${String(error)} (${isServing ? 'serving' : 'stopped'})`),
  });
});

afterEach(() => worker.stop());
afterAll(() => rmSync(directory, { recursive: true }));

it('replaces the worker when a file changes, and keeps it if the new one fails', async () => {
  expect(readFileSync(target, 'utf8')).toBe('first');
  let event = nextEvent();
  writeFileSync(source, 'broken');
  await event;
  expect(events).toEqual(['Error: It is broken (serving)']);
  expect(readFileSync(target, 'utf8')).toBe('first');
  event = nextEvent();
  writeFileSync(source, 'second');
  await event;
  expect(events).toEqual(['Error: It is broken (serving)', 'reload']);
  expect(readFileSync(target, 'utf8')).toBe('second');
});

it('reports that nothing serves if the new worker loads and then fails, and recovers', async () => {
  let event = nextEvent();
  writeFileSync(source, 'unable to serve');
  await event;
  expect(events).toEqual(['Error: The port is in use (stopped)']);
  event = nextEvent();
  writeFileSync(source, 'second');
  await event;
  expect(events.at(-1)).toBe('reload');
});
