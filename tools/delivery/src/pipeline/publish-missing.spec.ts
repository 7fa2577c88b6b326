import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { planChange } from './dry-run.ts';
import { publishMissing } from './publish-missing.ts';
import { type Changes, testContent } from './testing/test-content.ts';

const manifests = loadManifests(resolve(__dirname, '../../../..'));
const sha = 'a'.repeat(40);

async function publish(changes: Changes, known: readonly string[] = []): Promise<(readonly string[])[]> {
  const builds: (readonly string[])[] = [];
  const before = testContent(manifests);
  const plan = await planChange({ stage: 'dev', sha, before, after: testContent(manifests, changes) });
  await publishMissing(plan, {
    exists: (service) => Promise.resolve(known.includes(service)),
    publish: (services) => {
      builds.push(services);
      return Promise.resolve();
    },
  });
  return builds;
}

describe('publishMissing', () => {
  it('builds all changed images of a commit in one build', async () => {
    expect(await publish({ card: ['image'], account: ['image'], invoice: ['service-stack'] })).toEqual([
      ['card', 'account'],
    ]);
  });

  it('builds only missing images', async () => {
    expect(await publish({ card: ['image'], invoice: ['image'] }, ['card'])).toEqual([['invoice']]);
    expect(await publish({ card: ['image'] }, ['card'])).toEqual([]);
    expect(await publish({ card: ['service-stack'] })).toEqual([]);
  });
});
