import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { report } from './report.ts';
import { type Stack, startStack } from './stack.ts';
import { requestToken } from './token-request.ts';

const root = resolve(import.meta.dirname, '../../..');
const started = performance.now();

function say(what: string): void {
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${what}`);
}

function sayDead(name: string, how: string, lastWords: string): void {
  console.error(`\n✖ ${name} is down (${how}). Its last words:\n${lastWords.replace(/^/gm, '    ')}\n`);
}

function fail(error: unknown): never {
  console.error(`\n✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

const { values } = parseArgs({
  options: {
    fresh: { type: 'boolean', default: false },
    mock: { type: 'string', default: '' },
    data: { type: 'string', default: join(root, '.local') },
  },
});

const stopRequest = new AbortController();
const starting: Promise<Stack> = startStack({
  root,
  directory: resolve(values.data),
  ports: 'configured',
  durable: true,
  fresh: values.fresh,
  build: true,
  mocked: values.mock.split(',').filter(Boolean),
  signal: stopRequest.signal,
  onStep: say,
  onDeath: sayDead,
});

async function stop(): Promise<void> {
  if (stopRequest.signal.aborted) return;
  stopRequest.abort();
  console.log('\nStopping …');
  const stack = await starting.catch(() => undefined);
  await stack?.stop();
  console.log('Everything has ended.');
  process.exit(0);
}

process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
process.on('SIGHUP', () => void stop());

const stack = await starting.catch((error: unknown) =>
  stopRequest.signal.aborted ? undefined : fail(error),
);
if (stack && !stopRequest.signal.aborted)
  console.log(report(stack, await requestToken(stack.issuer.url, 'company-ab').catch(fail)));
