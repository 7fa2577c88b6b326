import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FsTree, flushChanges } from 'nx/src/generators/tree.js';
import { SHARED_UNITS, loadManifests } from '#libs/manifest';
import generate, { type ServiceOptions } from './generator.ts';

const workspace = resolve(__dirname, '../../../..');
const VOUCHER = {
  name: 'voucher',
  description: 'Vouchers.',
  owner: '@qred/test',
  calls: ['account'],
  database: true,
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'qred-service-'));
  const files = globSync(['apps/*/service.json', 'libs/contracts/*/src/*.ts', 'libs/*/src/index.ts'], {
    cwd: workspace,
  });
  for (const file of [...files, 'tools/workspace/src/service/files'])
    cpSync(join(workspace, file), join(root, file), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

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

it('the generator writes a service and its contract', async () => {
  const files = await run(VOUCHER);
  expect(files.map((file) => file.replace(/\d{13}/, '<time>'))).toEqual(
    [
      'apps/voucher/service.json',
      'apps/voucher/src/app.module.ts',
      'apps/voucher/src/vouchers/voucher.entity.ts',
      'apps/voucher/src/vouchers/vouchers.controller.ts',
      'apps/voucher/src/vouchers/vouchers.repository.ts',
      'apps/voucher/src/vouchers/vouchers.service.ts',
      'apps/voucher/src/main.ts',
      'apps/voucher/src/migrations/<time>-create-vouchers.ts',
      'apps/voucher/src/schema.ts',
      'apps/voucher/src/seed/vouchers.ts',
      'apps/voucher/src/seed/seed.ts',
      'apps/voucher/src/service.ts',
      'apps/voucher/test/examples.spec.ts',
      'apps/voucher/test/lists.spec.ts',
      'apps/voucher/test/migrations.spec.ts',
      'apps/voucher/test/previous-version.slow.spec.ts',
      'apps/voucher/test/query-plans.spec.ts',
      'apps/voucher/test/seed.spec.ts',
      'apps/voucher/test/tenants.spec.ts',
      'apps/voucher/test/vouchers.spec.ts',
      'libs/contracts/voucher/src/index.ts',
      'libs/contracts/voucher/src/voucher.contract.ts',
      'libs/contracts/voucher/src/voucher.examples.ts',
      'libs/contracts/voucher/src/voucher.schemas.ts',
    ].sort(),
  );
  expect(manifestOf('voucher')).toMatchObject({
    purpose: 'Vouchers.',
    owner: '@qred/test',
    calls: ['account'],
    database: true,
  });
});

it('the generator changes nothing on a second run, and keeps edited files', async () => {
  await run(VOUCHER);
  expect(await run(VOUCHER)).toEqual([]);
  writeFileSync(join(root, 'apps/voucher/src/main.ts'), '// edited\n');
  expect(await run(VOUCHER)).toEqual([]);
  expect(read('apps/voucher/src/main.ts')).toBe('// edited\n');
});

it('the generator rejects a different purpose for an existing service', async () => {
  await run(VOUCHER);
  const manifest = read('apps/voucher/service.json').replace(
    'Vouchers.',
    'Vouchers, and what is left of them.',
  );
  writeFileSync(join(root, 'apps/voucher/service.json'), manifest);
  await expect(run(VOUCHER)).rejects.toThrow('already: "Vouchers, and what is left of them."');
  expect(await run({ ...VOUCHER, description: 'Vouchers, and what is left of them.' })).toEqual([]);
  expect(read('apps/voucher/service.json')).toBe(manifest);
});

it('the generator adds neither a database nor calls by default', async () => {
  const files = await run({ name: 'voucher', description: 'Vouchers.', owner: '@qred/test' });
  expect(files.filter((file) => /migrations|seed|schema\.ts|entity|repository/.test(file))).toEqual([]);
  expect(manifestOf('voucher')).toMatchObject({ calls: [], database: false });
  expect(read('apps/voucher/src/app.module.ts')).not.toMatch(/Repository|Writes/);
  expect(read('libs/contracts/voucher/src/voucher.contract.ts')).toContain('    built: false,\n');
});

it('the generator spells a name with several words correctly, also in the plural', async () => {
  await run({ ...VOUCHER, name: 'payment-policy' });
  const contract = read('libs/contracts/payment-policy/src/payment-policy.contract.ts');
  expect(contract).toContain("path: '/v1/payment-policies'");
  expect(contract).toContain("paymentPolicyContract = contract('payment-policy'");
  expect(contract).not.toContain('built: false');
  const entity = read('apps/payment-policy/src/payment-policies/payment-policy.entity.ts');
  expect(entity).toContain("@Entity('payment_policies')");
  expect(entity).toContain("name: 'payment_policy_id'");
});

it('the generator uses the plural from the option --plural', async () => {
  await run({ ...VOUCHER, name: 'kortorder', plural: 'kortordrar' });
  expect(read('libs/contracts/kortorder/src/kortorder.contract.ts')).toContain("path: '/v1/kortordrar'");
  await expect(run({ ...VOUCHER, plural: '../vouchers' })).rejects.toThrow('cannot name a service');
});

it.each([
  ['Voucher', 'cannot name a service'],
  ['voucher_plan', 'cannot name a service'],
  ['voucher-', 'cannot name a service'],
  ['../voucher', 'cannot name a service'],
  ['vouchers', 'singular'],
  ['edge', 'reserved'],
  ['object-storage', 'reserved'],
  ...SHARED_UNITS.map((unit) => [unit, 'reserved']),
  ['card', 'exists already'],
  ['customer-contract', 'the contract of another service'],
  ['contract', 'the contracts'],
  ['class', 'a reserved word'],
  ['process', 'a global'],
  ['promise', 'a global'],
  ['page', 'the contracts'],
  ['support-request', 'createSupportRequest of the service customer has /v1/support-requests'],
  ['spend-overview', 'a schema called SpendOverview'],
  ['rpc', 'exists already'],
  ['vocabulary', 'exists already'],
])('the generator rejects the name %s', async (name, message) => {
  await expect(run({ ...VOUCHER, name })).rejects.toThrow(message);
});

it('the generator rejects calls to an unknown service', async () => {
  await expect(run({ ...VOUCHER, calls: ['ghost'] })).rejects.toThrow('no such service');
});
