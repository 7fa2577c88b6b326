import { resolve } from 'node:path';
import type { StageName } from '#infra';
import { SHARED_UNITS, loadManifests } from '#libs/manifest';
import type { DeploymentRecord } from '#libs/github';
import { contentIn } from './content/content.ts';
import { planChange } from './dry-run.ts';
import {
  type Plan,
  type PlanOptions,
  type PlanSources,
  outputsOf,
  planDeployment,
  unitOf,
  summaryOf,
} from './plan.ts';
import { type Changes, testContent } from './testing/test-content.ts';

const manifests = loadManifests(resolve(__dirname, '../../../..'));
const sha = 'a'.repeat(40);
const earlier = '0'.repeat(40);
const before = testContent(manifests);

const plan = (changes: Changes): Promise<Plan> =>
  planChange({ stage: 'dev', sha, before, after: testContent(manifests, changes) });

const waves = (planned: Plan): string[][] => planned.waves.map((wave) => wave.map(({ service }) => service));

/** The record of a successful deployment with the content before the changes. */
function ran(service: string, stage: StageName, fields: Partial<DeploymentRecord> = {}): DeploymentRecord {
  return {
    service,
    stage,
    sha: earlier,
    previous_sha: null,
    commits: [],
    content: contentIn(before, stage, service),
    started_at: '2026-06-15T09:30:00Z',
    ended_at: '2026-06-15T09:31:00Z',
    kind: 'deployment',
    result: 'success',
    ...fields,
  };
}

/** Services without records in `records` run the content before the changes. */
function planWith(
  records: Readonly<Record<string, readonly DeploymentRecord[]>>,
  changes: Changes,
  options: Partial<PlanOptions & PlanSources> = {},
): Promise<Plan> {
  const { stage = 'dev' } = options;
  return planDeployment(
    { stage, sha, content: testContent(manifests, changes), ...options },
    {
      recent: (at, service) =>
        Promise.resolve(
          records[`${at}/${service}`] ?? [ran(service, at === 'production' ? 'production' : 'dev')],
        ),
      history: { knows: () => Promise.resolve(false), isAncestor: () => Promise.resolve(false) },
      formerServices: () => Promise.resolve([]),
      ...options,
    },
  );
}

const reasonFor = ({ skipped }: Plan, service: string): string =>
  skipped.find((each) => each.service === service)?.reason ?? 'planned';

describe('planDeployment', () => {
  it("lists each service's changed parts, and the reason to deploy or skip the service", async () => {
    const planned = await plan({ card: ['image', 'migrations'], account: ['service-stack'] });
    expect(planned.waves.flat()).toEqual([
      expect.objectContaining({
        service: 'card',
        previousSha: earlier,
        reason: 'different from 0000000: image, migrations',
        parts: ['image', 'migrations'],
        image: 'built',
        imageSha: sha,
      }),
      expect.objectContaining({ service: 'account', image: 'running', imageSha: earlier }),
    ]);
    expect(planned.skipped).toHaveLength(SHARED_UNITS.length + manifests.length - 2);
    expect(reasonFor(planned, 'invoice')).toBe('the running version has the same content');
  });

  it('deploys the foundation first, and callees before their callers', async () => {
    expect(waves(await plan({ card: ['image'] }))).toEqual([['card']]);
    expect(waves(await plan({ account: ['image'], card: ['image'], customer: ['image'] }))).toEqual([
      ['card', 'customer'],
      ['account'],
    ]);
    expect(waves(await plan({ foundation: ['foundation-stack'], account: ['image'] }))).toEqual([
      ['foundation'],
      ['account'],
    ]);
  });

  it('deploys the recovery stack before the data stack of a new service with a bucket', async () => {
    const name = manifests.find(({ bucket }) => bucket)?.name ?? '';
    const changes: Changes = { foundation: ['recovery-stack'] };
    const dev = ran('foundation', 'dev', {
      content: contentIn(testContent(manifests, changes), 'dev', 'foundation'),
    });
    const production = await planWith({ [`production/${name}`]: [], 'dev/foundation': [dev] }, changes, {
      stage: 'production',
      named: [name],
    });
    expect(production.waves.flat()).toMatchObject([
      { service: 'foundation', parts: ['recovery-stack'] },
      { service: name, waitsFor: ['foundation'] },
    ]);
  });

  it('deploys a changed stack after the foundation, and a caller after a changed contract', async () => {
    const changed = await plan({
      foundation: ['foundation-stack'],
      card: ['image', 'interface', 'service-stack'],
      invoice: ['image'],
      account: ['image'],
    });
    const waiting = changed.waves.flat().map(({ service, waitsFor }) => [service, waitsFor]);
    expect(Object.fromEntries(waiting)).toEqual({
      foundation: [],
      card: ['foundation'],
      invoice: [],
      account: ['card'],
    });
  });

  it('deploys the web app last, but waits only for the foundation and for callees with a changed contract', async () => {
    expect(waves(await plan({ web: ['web-stack'] }))).toEqual([['web']]);
    const all = await plan({
      foundation: ['foundation-stack'],
      web: ['web-stack'],
      card: ['image', 'interface'],
      account: ['image'],
    });
    expect(waves(all)).toEqual([['foundation'], ['card'], ['account'], ['web']]);
    expect(all.waves.flat().at(-1)?.waitsFor).toEqual(['foundation', 'card']);
  });

  it('skips the web app while a service that it calls runs a different contract', async () => {
    const changes: Changes = { card: ['image', 'interface'], web: ['web-stack'] };
    const withdrawn = contentIn(testContent(manifests, changes), 'dev', 'card');
    const rolledBack = [
      ran('card', 'dev'),
      ran('card', 'dev', { content: withdrawn, result: 'rolled_back' }),
    ];
    const planned = await planWith({ 'dev/card': rolledBack }, changes);
    expect(reasonFor(planned, 'web')).toBe('it calls card, which does not run this contract');
    expect(waves(await planWith({ 'dev/card': [] }, changes))).toEqual([['web']]);
  });

  it('deploys a new web app even if the operator does not request it', async () => {
    expect(waves(await planWith({ 'dev/web': [] }, {}))).toEqual([['web']]);
  });

  it('deploys the mock in parallel with the services in dev, and never in production', async () => {
    const changes: Changes = { mock: ['mock-stack'], card: ['image'] };
    expect(waves(await plan(changes))).toEqual([['mock', 'card']]);
    const production = await planWith({}, changes, { stage: 'production' });
    expect([...waves(production).flat(), ...production.skipped.map(({ service }) => service)]).not.toContain(
      'mock',
    );
  });

  it("deploys nothing if only a contract's OpenAPI document changes", async () => {
    expect(waves(await plan({ card: ['interface'] }))).toEqual([]);
  });

  it('never replaces a newer version with an older version', async () => {
    const history = {
      knows: () => Promise.resolve(true),
      isAncestor: (one: string) => Promise.resolve(one === sha),
    };
    const planned = await planWith({}, { card: ['image'] }, { history });
    expect(planned.waves).toEqual([]);
    expect(reasonFor(planned, 'card')).toBe('a newer version already runs');
  });

  it('deploys a service without records only if the operator requests the service by name', async () => {
    const records = { 'dev/customer': [] };
    const planned = await planWith(records, {});
    expect(reasonFor(planned, 'customer')).toContain('Run the workflow "prepare service"');
    expect(waves(await planWith(records, {}, { named: ['customer'] }))).toEqual([['customer']]);
  });

  it('skips a caller of a service that was never deployed', async () => {
    const planned = await planWith({ 'dev/card': [] }, { account: ['image'] });
    expect(reasonFor(planned, 'account')).toBe('it calls card, which does not run this contract');
  });

  it('lists the stacks of a deleted service if the service was ever deployed', async () => {
    const formerServices = () => Promise.resolve(['former', 'ghost', 'card']);
    const { deleted } = await planWith({ 'dev/ghost': [] }, {}, { formerServices });
    expect(deleted).toEqual([
      { service: 'former', stacks: ['Former-dev', 'FormerMigration-dev', 'FormerData-dev'] },
    ]);
  });
});

describe('planDeployment after a rollback', () => {
  const changes: Changes = { card: ['image'] };
  const withdrawn = contentIn(testContent(manifests, changes), 'dev', 'card');
  const rolledBack = [
    ran('card', 'dev'),
    ran('card', 'dev', { sha, content: withdrawn, result: 'rolled_back' }),
  ];
  const byPerson = [ran('card', 'dev', { kind: 'rollback', withdrawn_content: withdrawn })];

  it.each([
    ['ECS', rolledBack],
    ['a person', byPerson],
  ])('skips a version that %s rolled back, as long as no commit changes the service', async (_, records) => {
    const again = await planWith({ 'dev/card': records }, { ...changes, invoice: ['image'] });
    expect(waves(again)).toEqual([['invoice']]);
    expect(reasonFor(again, 'card')).toContain('It waits for a commit that changes the service');
    expect(waves(await planWith({ 'dev/card': records }, { card: ['image', 'service-stack'] }))).toEqual([
      ['card'],
    ]);
  });

  it('deploys the rolled-back version if the operator requests the service by name', async () => {
    expect(waves(await planWith({ 'dev/card': rolledBack }, changes, { named: ['card'] }))).toEqual([
      ['card'],
    ]);
  });

  it('deploys a version again if it failed without a rollback', async () => {
    const failed = [ran('card', 'dev'), ran('card', 'dev', { sha, content: withdrawn, result: 'failure' })];
    expect(waves(await planWith({ 'dev/card': failed }, changes))).toEqual([['card']]);
  });

  it('skips a caller that needs the contract of a rolled-back version', async () => {
    const both: Changes = { card: ['image', 'interface'], account: ['image'] };
    const content = contentIn(testContent(manifests, both), 'dev', 'card');
    const records = [ran('card', 'dev'), ran('card', 'dev', { sha, content, result: 'rolled_back' })];
    expect(waves(await planWith({ 'dev/card': records }, both))).toEqual([]);
    expect(waves(await planWith({ 'dev/card': rolledBack }, { ...changes, account: ['image'] }))).toEqual([
      ['account'],
    ]);
  });
});

describe('planDeployment to production', () => {
  const changes: Changes = { card: ['image'], invoice: ['image'] };
  const stage = 'production';
  const inDev = (service: string, fields: Partial<DeploymentRecord> = {}): DeploymentRecord =>
    ran(service, 'dev', {
      sha: 'b'.repeat(40),
      content: contentIn(testContent(manifests, changes), 'dev', service),
      ...fields,
    });

  it('deploys only services that succeeded in dev, and copies their images from dev', async () => {
    const failed = inDev('card', { result: 'failure', reason: 'The migration failed' });
    const records = { 'dev/card': [ran('card', 'dev'), failed], 'dev/invoice': [inDev('invoice')] };
    const planned = await planWith(records, changes, { stage });
    expect(planned.waves.flat()).toEqual([
      expect.objectContaining({ service: 'invoice', image: 'copied', imageSha: 'b'.repeat(40) }),
    ]);
    expect(reasonFor(planned, 'card')).toBe('dev does not run this version: The migration failed');
  });

  it('copies the image of an earlier commit if dev reused the image', async () => {
    const records = { 'dev/card': [inDev('card', { image_sha: 'c'.repeat(40) })], 'dev/invoice': [] };
    const planned = await planWith(records, changes, { stage });
    expect(planned.waves.flat()).toMatchObject([{ service: 'card', imageSha: 'c'.repeat(40) }]);
  });

  it('does not deploy a version that was rolled back in dev', async () => {
    const records = {
      'dev/card': [ran('card', 'dev', { kind: 'rollback' })],
      'dev/invoice': [ran('invoice', 'dev')],
    };
    expect(waves(await planWith(records, changes, { stage }))).toEqual([]);
  });
});

describe('unitOf', () => {
  it('throws an error if a callee must be deployed before the service', async () => {
    const both = await plan({ card: ['image', 'interface'], account: ['image'], customer: ['image'] });
    expect(() => unitOf(both, 'account')).toThrow(
      'account needs this version of card, which dev does not run yet. Deploy that first',
    );
    expect(unitOf(both, 'card')?.service).toBe('card');
    expect(unitOf(both, 'invoice')).toBeUndefined();
  });

  it("returns the service if its callees' contracts are unchanged", async () => {
    const both = await plan({ card: ['image'], account: ['image'] });
    expect(unitOf(both, 'account')?.service).toBe('account');
  });
});

it('the plan writes its waves as a workflow output and as a Markdown table', async () => {
  const both = await plan({ card: ['image'], account: ['image'] });
  expect(outputsOf(both)).toBe('waves=[["card"],["account"]]\n');
  expect(outputsOf(await plan({}))).toBe('waves=[]\n');
  expect(summaryOf(both).split('\n').slice(0, 6)).toEqual([
    '### dev at aaaaaaa',
    '',
    '| service | action | reason |',
    '| --- | --- | --- |',
    '| card | deploy in wave 1 | different from 0000000: image |',
    '| account | deploy in wave 2 | different from 0000000: image |',
  ]);
  expect(summaryOf(both)).toContain('| customer | skip | ');
});
