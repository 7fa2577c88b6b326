import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { Git } from '../changes/git.ts';
import { TempRepository } from '../testing/temp-repository.ts';
import { commitsInDeployment } from './commits.ts';
import type { ServiceContent } from './content/content.ts';

const lockFile = (versions: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { name: 'workspace' },
      ...Object.fromEntries(
        Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]),
      ),
    },
  });

describe('commitsInDeployment', () => {
  const repository = new TempRepository();
  const git = new Git(repository.root);
  const [manifest] = loadManifests(resolve(__dirname, '../../../..')).filter(({ name }) => name === 'card');
  if (!manifest) throw new Error('There is no card');
  const card: ServiceContent = {
    manifest: { ...manifest, calls: ['transaction'] },
    content: {},
    files: ['apps/card/src/main.ts', 'libs/logging/src/index.ts', 'Dockerfile'],
    packages: ['pino', 'added-later'],
  };
  const start = repository.commit({
    'package.json': JSON.stringify({ version: '1.0.0', dependencies: {} }),
    'package-lock.json': lockFile({ pino: '1.0.0', jest: '1.0.0' }),
  });

  beforeEach(() => repository.git('reset', '--quiet', '--hard', start));
  afterAll(() => repository.delete());

  const commitsTo = (
    head: string,
    service: ServiceContent | undefined = card,
    previous: string | null = start,
  ) => commitsInDeployment(service, previous, head, git);

  it.each([
    'apps/card/src/main.ts',
    'libs/logging/src/index.ts',
    'Dockerfile',
    'apps/card/service.json',
    'apps/transaction/service.json',
    'cdk.json',
    'infra/src/service/dashboard.ts',
    // A later commit deletes this file.
    'apps/card/src/gone.ts',
  ])('lists a commit that changes %s', async (file) => {
    const sha = repository.commit({ [file]: 'changed' }, '2026-01-02T10:00:00Z');
    expect(await commitsTo(sha)).toEqual([{ sha, time: '2026-01-02T10:00:00.000Z' }]);
  });

  it.each([
    'README.md',
    'apps/card/src/cards.spec.ts',
    'apps/invoice/src/main.ts',
    'apps/invoice/service.json',
    'infra/src/service/dashboard.spec.ts',
    'infra/src/testing/app.ts',
    'infra/src/foundation/network.ts',
    'infra/src/recovery/copies.ts',
  ])('omits a commit that changes only %s', async (file) => {
    expect(await commitsTo(repository.commit({ [file]: 'changed' }))).toEqual([]);
  });

  it.each([
    ['that is in the image', { pino: '1.0.1', jest: '1.0.0' }, 1],
    ['that only tests use', { pino: '1.0.0', jest: '1.0.1' }, 0],
    ['that is new in the image', { pino: '1.0.0', jest: '1.0.0', 'added-later': '1.0.0' }, 1],
  ])('lists a changed package only if the image contains it: a package %s', async (_, versions, count) => {
    const sha = repository.commit({ 'package-lock.json': lockFile(versions) });
    expect(await commitsTo(sha)).toHaveLength(count);
  });

  it('lists the oldest commit first', async () => {
    const first = repository.commit({ Dockerfile: '1' }, '2026-01-03T10:00:00Z');
    repository.commit({ 'README.md': '' });
    const second = repository.commit({ Dockerfile: '2' }, '2026-01-02T10:00:00Z');
    expect((await commitsTo(second)).map(({ sha }) => sha)).toEqual([first, second]);
  });

  it('returns no commits for a first deployment, an unknown version or the foundation', async () => {
    const head = repository.commit({ Dockerfile: 'changed' });
    expect(await commitsTo(head, card, null)).toEqual([]);
    expect(await commitsTo(head, card, 'f'.repeat(40))).toEqual([]);
    expect(await commitsInDeployment(undefined, start, head, git)).toEqual([]);
  });
});
