import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FsTree, flushChanges } from 'nx/src/generators/tree.js';
import { loadManifests } from '#libs/manifest';
import generate, { type ServiceOptions } from './generator.ts';

const workspace = resolve(__dirname, '../../../..');
const LOAN = { name: 'loan', description: 'Loans.', calls: ['account'], database: true };

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'qred-service-'));
  const files = globSync(
    ['apps/*/service.json', 'libs/*/tsconfig.json', 'libs/contracts/vocabulary/tsconfig.json'],
    {
      cwd: workspace,
    },
  );
  for (const file of [...files, 'tools/workspace/src/service/files', '.prettierrc.json'])
    cpSync(join(workspace, file), join(root, file), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

/** Runs the generator and tells which files it changed. */
async function run(options: ServiceOptions): Promise<string[]> {
  const tree = new FsTree(root, false);
  await generate(tree, options);
  const changes = tree.listChanges();
  flushChanges(root, changes);
  return changes.map(({ path }) => path).sort();
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function manifestOf(name: string) {
  return loadManifests(root).find((manifest) => manifest.name === name);
}

it('writes a service and its contract', async () => {
  const files = await run(LOAN);
  expect(files.map((file) => file.replace(/\d{13}/, '<time>'))).toEqual([
    'apps/loan/service.json',
    'apps/loan/src/app.module.ts',
    'apps/loan/src/loans/loan.entity.ts',
    'apps/loan/src/loans/loans.controller.ts',
    'apps/loan/src/loans/loans.repository.ts',
    'apps/loan/src/loans/loans.service.ts',
    'apps/loan/src/main.ts',
    'apps/loan/src/migrations/<time>-create-loans.ts',
    'apps/loan/src/schema.ts',
    'apps/loan/src/seed/loans.ts',
    'apps/loan/src/seed/seed.ts',
    'apps/loan/src/service.ts',
    'apps/loan/test/loans.spec.ts',
    'apps/loan/tsconfig.json',
    'libs/contracts/loan/src/index.ts',
    'libs/contracts/loan/src/loan.contract.ts',
    'libs/contracts/loan/src/loan.examples.ts',
    'libs/contracts/loan/src/loan.schemas.ts',
    'libs/contracts/loan/tsconfig.json',
  ]);
  expect(manifestOf('loan')).toMatchObject({ purpose: 'Loans.', calls: ['account'], database: true });
  expect(read('apps/loan/src/app.module.ts')).toContain('imports: [DatabaseModule.for(schema), RpcModule]');
});

it('changes nothing when it is run again, and keeps what a person edited', async () => {
  await run(LOAN);
  expect(await run(LOAN)).toEqual([]);
  writeFileSync(join(root, 'apps/loan/src/main.ts'), '// edited\n');
  expect(await run(LOAN)).toEqual([]);
  expect(read('apps/loan/src/main.ts')).toBe('// edited\n');
});

it('leaves a service whose purpose a person edited as it is, and says how to go on with it', async () => {
  await run(LOAN);
  const manifest = read('apps/loan/service.json').replace('Loans.', 'Loans, and what is left of them.');
  writeFileSync(join(root, 'apps/loan/service.json'), manifest);
  await expect(run(LOAN)).rejects.toThrow('already: "Loans, and what is left of them."');
  expect(await run({ ...LOAN, description: 'Loans, and what is left of them.' })).toEqual([]);
  expect(read('apps/loan/service.json')).toBe(manifest);
});

it('leaves out the database and the calls that are not asked for', async () => {
  const files = await run({ name: 'loan', description: 'Loans.' });
  expect(files.filter((file) => /migrations|seed|schema\.ts|entity|repository/.test(file))).toEqual([]);
  expect(manifestOf('loan')).toMatchObject({ calls: [], database: false });
  expect(read('apps/loan/src/app.module.ts')).not.toMatch(/Rpc|Database/);
});

it('spells names of several words, and their plurals, everywhere', async () => {
  await run({ ...LOAN, name: 'payment-policy' });
  const contract = read('libs/contracts/payment-policy/src/payment-policy.contract.ts');
  expect(contract).toContain("path: '/v1/payment-policies'");
  expect(contract).toContain("paymentPolicyContract = contract('payment-policy'");
  const entity = read('apps/payment-policy/src/payment-policies/payment-policy.entity.ts');
  expect(entity).toContain("@Entity('payment_policies')");
  expect(entity).toContain("name: 'payment_policy_id'");
});

it.each([
  ['Loan', 'is no name'],
  ['loan_plan', 'is no name'],
  ['loan-', 'is no name'],
  ['../loan', 'is no name'],
  ['loans', 'singular'],
  ['edge', 'reserved'],
  ['object-storage', 'reserved'],
  ['card', 'already'],
  ['rpc', 'already'],
  ['vocabulary', 'already'],
])('refuses the name %s', async (name, message) => {
  await expect(run({ ...LOAN, name })).rejects.toThrow(message);
});

it('refuses to call a service that there is not', async () => {
  await expect(run({ ...LOAN, calls: ['ghost'] })).rejects.toThrow('no such service');
});
