import { join, resolve } from 'node:path';
import { z } from 'zod';
import { loadManifests } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { LocalProgram } from '../testing/local-program.ts';
import { WorkspaceCopy } from '../testing/workspace-copy.ts';

const workspace = resolve(__dirname, '../../../..');
// The test adds this number to each port. The number is a multiple of the number of slots, so that each
// service keeps its slot at the load balancer.
const PORT_SHIFT = 10_000;

const LOAN = [
  'loan',
  ...['--description', 'Loans: what a company borrowed and what is left.', '--owner', '@qred/loans'],
  ...['--calls', 'account', '--database'],
];
const PLAN = ['payment-plan', '--description', 'Plans: how a company pays back.', '--owner', '@qred/loans'];
// The new service and the tokens need these services. The mock replaces the other services.
const REAL = ['loan', 'account'];
const NEW = ['loan', 'payment-plan'];

const WHOLE_STACK = [
  'node_modules/jest/bin/jest.js',
  ...['-c', 'apps/e2e/jest.config.js', '--rootDir', 'apps/e2e'],
];

// Commands take minutes on a busy machine.
jest.setTimeout(15 * 60_000);

const synthesis = z.object({ artifacts: z.record(z.string(), z.unknown()) });

describe('a generated service', () => {
  const copy = new WorkspaceCopy(workspace);
  let start: LocalProgram | undefined;

  const generate = (args: readonly string[]): string => copy.run('nx', 'g', 'workspace:service', ...args);

  beforeAll(() => {
    copy.movePorts(PORT_SHIFT);
    copy.changes();
  });

  afterAll(async () => {
    await start?.stop();
    copy.delete();
  });

  it('returns its seed data through the edge', async () => {
    const began = performance.now();
    generate(LOAN);
    const [edge, issuer, postgres, storage] = await Promise.all([
      freePort(),
      freePort(),
      freePort(),
      freePort(),
    ]);
    const mocked = loadManifests(copy.root).filter(({ name }) => !REAL.includes(name));
    const command = [
      'tools/local-stack/src/main.ts',
      '--data',
      join(copy.root, '.local'),
      '--mock',
      mocked.map(({ name }) => name).join(),
    ];
    start = new LocalProgram(copy.root, command, {
      ...copy.environment,
      EDGE_PORT: String(edge),
      ISSUER_PORT: String(issuer),
      POSTGRES_PORT: String(postgres),
      STORAGE_PORT: String(storage),
    });
    const authorization = `Bearer ${await start.waitForOutput(/Authorization: Bearer ([^'\s]+)/)}`;
    const response = await fetch(`http://127.0.0.1:${edge}/v1/loans?account_id=company-ab`, {
      headers: { authorization },
    });
    const answer: unknown = await response.json();
    const seconds = (performance.now() - began) / 1000;
    await start.stop();

    process.stdout.write(`From the command to the first response: ${seconds.toFixed(0)} s\n`);
    expect(answer).toMatchObject({
      data: [{ loan_id: 'loan-company-ab-1', account_id: 'company-ab' }],
      page: { next_cursor: null },
    });
  });

  it('works without a database and without calls', () => {
    generate(PLAN);
    expect(loadManifests(copy.root).find(({ name }) => name === 'payment-plan')).toMatchObject({
      calls: [],
      database: false,
    });
  });

  it.each([LOAN, PLAN])('does not change if %s is generated again', (...args) => {
    copy.changes();
    generate(args);
    expect(copy.changes()).toEqual([]);
  });

  it('is not changed by npm run generate', () => {
    copy.run('npm', 'run', 'generate');
    expect(copy.changes()).toEqual([]);
  });

  it.each(NEW)('builds with Nx: %s', (name) => {
    copy.run('nx', 'build', name);
    expect(copy.run('ls', `dist/apps/${name}`)).toContain('main.js');
  });

  it('passes the type check, the lint and all tests', () => {
    // Checks compare the README with the ports, so the test restores the original ports.
    copy.movePorts(-PORT_SHIFT);
    copy.run('npm', 'run', 'generate');
    copy.run('oxfmt', '--check', ...NEW.flatMap((name) => [`apps/${name}`, `libs/contracts/${name}`]));
    copy.run('nx', 'run-many', '-t', 'check-generated', 'typecheck', 'lint', 'contract-check', 'test', 'e2e');
  });

  it.each(['fidelity', 'conformance'])('passes the %s test of the whole stack', (gate) => {
    copy.run('node', ...WHOLE_STACK, '--testRegex', String.raw`${gate}\.slow\.spec\.ts$`);
  });

  it('has CDK stacks', () => {
    const output = join(copy.root, 'dist', 'cdk.out');
    copy.run('node', 'node_modules/aws-cdk/bin/cdk', 'synth', '-q', '-c', 'stage=dev', '-o', output);
    const { artifacts } = synthesis.parse(JSON.parse(copy.run('cat', join(output, 'manifest.json'))));
    expect(Object.keys(artifacts)).toEqual(
      expect.arrayContaining(['LoanData-dev', 'LoanMigration-dev', 'Loan-dev', 'PaymentPlan-dev']),
    );
  });
});
