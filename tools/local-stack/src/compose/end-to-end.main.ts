import assert from 'node:assert/strict';
import { loadManifests } from '#libs/manifest';
import { workspaceRoot as root } from '../config/workspace-root.ts';
import { readOverview, recoveredOverview } from '../stack/recovered-overview.ts';
import { CONTAINERS } from './container-network.ts';
import { leaveInterruptToCommands, runCommand } from './run-command.ts';
import { RunningCompose } from './running-compose.ts';

const VICTIM = 'card';
/**
 * On a busy machine, the first calls after a start can exceed their deadline. Some sections of the overview
 * are then unavailable.
 */
const CHECKS = 300;

function step(what: string): void {
  console.log(`\n── ${what}`);
}

async function testThroughTheEdge({ edgeUrl, issuerUrl }: RunningCompose): Promise<void> {
  step('the end-to-end tests that use the shared stack pass');
  const jest = 'node_modules/jest/bin/jest.js';
  await runCommand([process.execPath, jest, '-c', 'apps/e2e/jest.config.js', '--rootDir', 'apps/e2e'], {
    cwd: root,
    environment: { E2E_EDGE_URL: edgeUrl, E2E_ISSUER_URL: issuerUrl },
  });
}

async function readPortal({ edgeUrl }: RunningCompose): Promise<void> {
  step('the portal has its data');
  for (const file of ['data.json', 'openapi.json', 'figures.html']) {
    const { status } = await fetch(`${edgeUrl}/portal/${file}`);
    assert.equal(status, 200, file);
  }
}

async function killService(compose: RunningCompose): Promise<void> {
  step(`without ${VICTIM}, only its section is unavailable`);
  await compose.kill(VICTIM);
  const { sections, cards } = await readOverview(compose);
  assert.deepEqual(sections, { cards: 'unavailable', transactions: 'ok', spend: 'ok', invoices: 'ok' });
  assert.equal(cards, null);
}

async function stopOthers(compose: RunningCompose): Promise<void> {
  step('services and PostgreSQL exit with 0 when compose stops them');
  await compose.stop();
  const others = loadManifests(root).filter(({ name }) => name !== VICTIM);
  const names = [...others.map(({ name }) => name), CONTAINERS.postgres];
  for (const name of names) assert.equal(compose.exitCode(name), 0, `${name} was killed`);
}

async function startAgain(compose: RunningCompose): Promise<void> {
  step('the data of the tests is there after another start');
  await compose.up();
  assert.equal((await recoveredOverview(compose, CHECKS)).cards?.[0]?.status, 'active');
}

leaveInterruptToCommands();
step('the stack starts');
const compose = await RunningCompose.start(root);
try {
  await readPortal(compose);
  await testThroughTheEdge(compose);
  await killService(compose);
  await stopOthers(compose);
  await startAgain(compose);
} catch (error) {
  await compose.showLogs();
  throw error;
} finally {
  step('compose removes everything');
  await compose.remove();
}
