import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseManifest } from '#libs/manifest';
import { AffectedDeployments } from './affected-deployments.ts';

const root = resolve(__dirname, '../../../..');

const manifests = [
  { name: 'card', calls: [] },
  { name: 'invoice', calls: [] },
  { name: 'account', calls: ['invoice'] },
].map((manifest, index) => parseManifest({ ...manifest, purpose: 'Does one thing.', port: 3000 + index }));

function affectedBy(...files: string[]): Promise<ReadonlySet<string>> {
  const asked: string[] = [];
  const affected = new AffectedDeployments({
    projects: {
      between: (...commits) => {
        asked.push(...commits);
        return Promise.resolve(new Set(['infra', 'card']));
      },
    },
    git: {
      filesBetween: (...commits) => {
        expect(commits).toEqual(asked);
        return Promise.resolve(files);
      },
    },
    manifests,
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
