import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseManifest } from '#libs/manifest';
import { AffectedDeployments } from './affected-deployments.ts';

const root = resolve(__dirname, '../../../..');

const manifests = [
  { name: 'card', calls: [] },
  { name: 'invoice', calls: [] },
  { name: 'account', calls: ['invoice'] },
].map((manifest, index) =>
  parseManifest({ ...manifest, purpose: 'Does one thing.', owner: '@qred/test', port: 3000 + index }),
);

const BUILT = ['-    built: false,'];
const CONTRACT = 'libs/contracts/invoice/src/invoice.contract.ts';
const DOCUMENT = 'libs/contracts/invoice/openapi.yaml';

function affectedBy(...files: string[]): Promise<ReadonlySet<string>> {
  return affectedByLines(Object.fromEntries(files.map((file) => [file, ['+other']])));
}

/** Nx reports card for the commits, and transaction for a list of files. */
function affectedByLines(lines: Readonly<Record<string, readonly string[]>>): Promise<ReadonlySet<string>> {
  const asked: string[] = [];
  const affected = new AffectedDeployments({
    projects: {
      between: (...commits) => {
        expect(commits).toEqual(asked);
        return Promise.resolve(new Set(['infra', 'card']));
      },
    },
    projectsOfFiles: (files) => {
      expect(files.every((file) => existsSync(resolve(root, file)))).toBe(true);
      return Promise.resolve(new Set(['transaction']));
    },
    git: {
      filesBetween: (...commits) => {
        asked.push(...commits);
        return Promise.resolve(Object.keys(lines));
      },
      changedLines: (base, head, file) => {
        expect([base, head]).toEqual(asked);
        return Promise.resolve([...(lines[file] ?? [])]);
      },
    },
    manifests,
    root,
  });
  return affected.between('base', 'head');
}

describe('AffectedDeployments', () => {
  it.each(['infra/src/service/alarms.ts', 'infra/src/stages.ts', 'cdk.json'])(
    'returns all services for %s',
    async (file) => {
      expect(existsSync(resolve(root, file))).toBe(true);
      expect(await affectedBy('README.md', file)).toEqual(new Set(['infra', 'card', 'invoice', 'account']));
    },
  );

  it('includes the callers of a service whose port may have changed', async () => {
    expect(await affectedBy('apps/invoice/service.json')).toEqual(new Set(['infra', 'card', 'account']));
    expect(await affectedBy('apps/account/service.json')).toEqual(new Set(['infra', 'card']));
  });

  it('leaves out the callers of a service whose contract changes only in `built`', async () => {
    const document = { [DOCUMENT]: ['-      x-built: false'] };
    expect(await affectedByLines({ [CONTRACT]: BUILT, ...document })).toEqual(new Set(['invoice']));
    expect(
      await affectedByLines({ [CONTRACT]: BUILT, ...document, 'apps/invoice/src/main.ts': ['+other'] }),
    ).toEqual(new Set(['invoice', 'transaction']));
  });

  it.each<[string, Record<string, readonly string[]>]>([
    ['the contract has other changes', { [CONTRACT]: [...BUILT, '+    rateLimit: 60,'] }],
    ['a file of another project contains `built`', { 'libs/rpc/src/index.ts': BUILT }],
    ['a file in the root changes', { [CONTRACT]: BUILT, 'package-lock.json': ['+other'] }],
    ['a file is deleted', { [CONTRACT]: BUILT, 'apps/invoice/src/gone.ts': ['-other'] }],
  ])('returns all services that Nx reports if %s', async (_, lines) => {
    expect(await affectedByLines(lines)).toEqual(new Set(['infra', 'card']));
  });

  it.each([
    'infra/src/service.spec.ts',
    'infra/src/routing/listener-rules.spec.ts',
    'infra/src/testing/templates.ts',
    'infra/tsconfig.json',
    'docs/adr/0033-the-pipeline-is-a-program.md',
    'docs/runbooks/roll-back.md',
  ])('returns only the projects that Nx reports for %s', async (file) => {
    expect(existsSync(resolve(root, file))).toBe(true);
    expect(await affectedBy(file)).toEqual(new Set(['infra', 'card']));
  });
});
