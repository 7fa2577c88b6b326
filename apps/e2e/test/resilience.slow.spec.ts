import { type Server, createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { accountContract } from '#contracts/account';
import { recoveredOverview } from '#tools/local-stack';
import { Client } from '../src/client.ts';
import { type TestStack, startTestStack } from '../src/test-stack.ts';

const { getOverview } = accountContract.operations;
const PATH = '/v1/accounts/company-ab/overview';

type Sections = Record<'cards' | 'transactions' | 'spend' | 'invoices', string>;

const allOk: Sections = { cards: 'ok', transactions: 'ok', spend: 'ok', invoices: 'ok' };
const without: Record<string, Sections> = {
  card: { ...allOk, cards: 'unavailable' },
  transaction: { ...allOk, transactions: 'unavailable', spend: 'unavailable' },
  invoice: { ...allOk, invoices: 'unavailable' },
};
const services = Object.keys(without);

/** The overview must be complete again within five seconds after a restart. */
const RECOVERY_CHECKS = 50;

let stack: TestStack;
let client: Client;

beforeAll(async () => {
  stack = await startTestStack();
  client = await Client.connect(stack.edge.url, stack.issuer.url);
}, 60_000);

afterAll(() => stack.stop());

async function overview() {
  const answer = await client.get('company-ab', PATH);
  expect(answer.status).toBe(200);
  return getOverview.responses[200].schema.parse(answer.body).data;
}

async function expectRecovery(): Promise<void> {
  const urls = { edgeUrl: stack.edge.url, issuerUrl: stack.issuer.url };
  expect((await recoveredOverview(urls, RECOVERY_CHECKS)).sections).toEqual(allOk);
}

async function expectOnlyMissing(service: string): Promise<void> {
  const { sections, cards, invoices, spent, remaining_spend, transaction_collection } = await overview();
  expect(sections).toEqual(without[service]);
  const isNull = {
    cards: cards === null,
    invoices: invoices === null,
    spend: spent === null && remaining_spend === null,
    transactions: transaction_collection.transactions === null,
  };
  const unavailable = Object.entries(sections).map(([section, status]) => [
    section,
    status === 'unavailable',
  ]);
  expect(isNull).toEqual(Object.fromEntries(unavailable));
}

function service(name: string) {
  const found = stack.services.get(name);
  if (!found) throw new Error(`There is no service ${name}`);
  return found;
}

async function restart(name: string): Promise<void> {
  service(name).serve();
  await service(name).untilReady(() => Promise.reject(new Error('it was migrated before')));
}

async function untilDead(name: string): Promise<void> {
  while (service(name).pid !== undefined) await delay(10);
}

describe.each(services)('the overview lacks only the data of the service %s', (name) => {
  it('while that service is stopped', async () => {
    await service(name).stop();
    await expectOnlyMissing(name);
    await restart(name);
    await expectRecovery();
  });

  it('after that service is killed', async () => {
    service(name).signal('SIGKILL');
    await untilDead(name);
    await expectOnlyMissing(name);
    await restart(name);
    await expectRecovery();
  });

  it('if that service hangs past the deadline', async () => {
    service(name).signal('SIGSTOP');
    await expectOnlyMissing(name);
    service(name).signal('SIGCONT');
    await expectRecovery();
  });

  it.each([
    ['text', (server: Server) => server.on('request', (_, response) => response.end('<html>hello</html>'))],
    [
      'JSON of the wrong shape',
      (server: Server) =>
        server.on('request', (_, response) =>
          response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[{"card_id":1}]}'),
        ),
    ],
    [
      'no response before it closes the connection',
      (server: Server) => server.on('request', (request) => request.destroy()),
    ],
  ])('if that service sends %s', async (_, answer) => {
    await service(name).stop();
    const impostor = createServer();
    answer(impostor);
    const { hostname, port } = new URL(service(name).url);
    await new Promise<void>((resolve) => impostor.listen(Number(port), hostname, resolve));
    await expectOnlyMissing(name);
    impostor.closeAllConnections();
    await new Promise((resolve) => impostor.close(resolve));
    await restart(name);
    await expectRecovery();
  });
});
