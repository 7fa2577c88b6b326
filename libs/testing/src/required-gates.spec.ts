import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertGatesPresent } from './required-gates.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'qred-gates-'));
  mkdirSync(join(root, 'test'));
});

afterEach(() => rmSync(root, { recursive: true }));

it('assertGatesPresent throws an error that names the specs that a service lacks', () => {
  writeManifest();
  expect(() => assertGatesPresent(root)).toThrow(
    'The service voucher lacks apps/voucher/test/tenants.spec.ts, apps/voucher/test/query-plans.spec.ts, apps/voucher/test/migrations.spec.ts, apps/voucher/test/previous-version.slow.spec.ts.',
  );
});

it('assertGatesPresent requires fewer specs of a service without a database', () => {
  writeManifest(false);
  writeFileSync(join(root, 'test', 'tenants.spec.ts'), '');
  expect(() => assertGatesPresent(root)).not.toThrow();
});

it('assertGatesPresent accepts a folder that is not a service', () => {
  expect(() => assertGatesPresent(root)).not.toThrow();
});

function writeManifest(database = true): void {
  writeFileSync(
    join(root, 'service.json'),
    JSON.stringify({ name: 'voucher', purpose: 'Vouchers.', owner: '@qred/test', port: 3000, database }),
  );
}
