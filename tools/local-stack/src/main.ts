import { join, resolve } from 'node:path';
import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { exitWith, readOptions } from '#libs/command-line';
import { runUntilStopped } from './cli/run-until-stopped.ts';
import { workspaceRoot } from './config/workspace-root.ts';
import { requestToken } from './issuer/token-request.ts';
import type { PartChange } from './stack/part-monitor.ts';
import { report } from './stack/report.ts';
import { type Stack, startStack } from './stack/stack.ts';

const values = readOptions({
  name: 'npm start',
  help: `Builds and starts the whole stack: PostgreSQL, object storage, a token issuer, the services and the edge.
Ctrl-C stops everything; the data stays. EDGE_PORT, ISSUER_PORT, POSTGRES_PORT, STORAGE_PORT and a variable for each
service (CARD_PORT) choose other ports.`,
  options: {
    fresh: { type: 'boolean', default: false, help: 'remove the data of earlier starts first' },
    mock: { type: 'string', default: '', value: 'card,invoice', help: 'replace these services with mocks' },
    watch: {
      type: 'boolean',
      default: false,
      help: 'restart a part when one of its files is saved, like npm run dev; types are not checked',
    },
    data: {
      type: 'string',
      default: join(workspaceRoot, '.local'),
      value: 'FOLDER',
      help: 'store data, logs and passwords there',
    },
  },
});

function showStep(step: string): void {
  console.log(`${(performance.now() / 1000).toFixed(1).padStart(5)} s  ${step}`);
}

function showChange({ part: { name, logFile }, state, how = '' }: PartChange): void {
  const [sign, what] = {
    down: ['✖', `${name} is down (${how}). Its log is ${logFile}. Restart the stack to start it again`],
    silent: ['✖', `${name} does not respond. Its log is ${logFile}`],
    back: ['✔', `${name} responds again`],
  }[state];
  console.error(`\n${sign} ${what}.`);
}

const stopRequest = new AbortController();
const starting: Promise<Stack> = startStack({
  root: workspaceRoot,
  directory: resolve(values.data),
  ports: 'configured',
  durable: true,
  fresh: values.fresh,
  build: true,
  watch: values.watch,
  onReload: (line) => console.log(`\n${line}`),
  mocked: values.mock.split(',').filter(Boolean),
  environment: { RATE_LIMIT_PER_MINUTE: process.env.RATE_LIMIT_PER_MINUTE },
  signal: stopRequest.signal,
  onStep: showStep,
  onChange: showChange,
});

runUntilStopped(async () => {
  stopRequest.abort();
  console.log('\nStopping … (Ctrl-C again stops everything at once)');
  const stack = await starting.catch(() => undefined);
  await stack?.stop();
  console.log('Everything has stopped.');
});

try {
  const stack = await starting;
  const token = await requestToken(stack.issuer.url, EXAMPLE_ACCOUNT);
  if (!stopRequest.signal.aborted) console.log(report(stack, token));
} catch (error) {
  if (!stopRequest.signal.aborted) exitWith(error);
}
