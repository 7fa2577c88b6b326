import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { accountContract } from '#contracts/account';
import { loadManifests } from '#libs/manifest';
import { requestToken } from '../issuer/token-request.ts';
import { CONTAINERS } from './container-network.ts';
import { endWithWhatRuns, run } from './run.ts';
import { RunningCompose } from './running-compose.ts';

const root = resolve(import.meta.dirname, '../../../..');
const { getOverview } = accountContract.operations;
const ACCOUNT = 'company-ab';
const VICTIM = 'card';

function step(what: string): void {
  console.log(`\n── ${what}`);
}

async function overview({ edgeUrl, issuerUrl }: RunningCompose) {
  const response = await fetch(edgeUrl + getOverview.path.replace('{account_id}', ACCOUNT), {
    headers: { authorization: `Bearer ${await requestToken(issuerUrl, ACCOUNT)}` },
  });
  assert.equal(response.status, 200);
  return getOverview.responses[200].schema.parse(await response.json()).data;
}

async function testThroughTheEdge({ edgeUrl, issuerUrl }: RunningCompose): Promise<void> {
  step('the end-to-end tests pass against it, but for those that need a stack of their own');
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  await run([process.execPath, ...jest, '-c', 'apps/e2e/jest.config.js', '--rootDir', 'apps/e2e'], {
    cwd: root,
    environment: { E2E_EDGE_URL: edgeUrl, E2E_ISSUER_URL: issuerUrl },
  });
}

async function killOne(compose: RunningCompose): Promise<void> {
  step(`${VICTIM} is killed: it takes its section along, and no other`);
  await compose.kill(VICTIM);
  const { sections, cards } = await overview(compose);
  assert.deepEqual(sections, { cards: 'unavailable', transactions: 'ok', spend: 'ok', invoices: 'ok' });
  assert.equal(cards, null);
}

async function stopTheOthers(compose: RunningCompose): Promise<void> {
  step('services and PostgreSQL shut down in order when compose stops them');
  await compose.stop();
  const others = loadManifests(root).filter(({ name }) => name !== VICTIM);
  const names = [...others.map(({ name }) => name), CONTAINERS.postgres];
  for (const name of names) assert.equal(compose.exitCode(name), 0, `${name} did not end by itself`);
}

async function startAgain(compose: RunningCompose): Promise<void> {
  step('what the tests wrote is there after another start');
  await compose.up();
  assert.equal((await overview(compose)).cards?.[0]?.status, 'active');
}

endWithWhatRuns();
step('the stack starts');
const compose = await RunningCompose.start(root);
try {
  await testThroughTheEdge(compose);
  await killOne(compose);
  await stopTheOthers(compose);
  await startAgain(compose);
} catch (error) {
  await compose.showLogs();
  throw error;
} finally {
  step('nothing of it stays');
  await compose.remove();
}
