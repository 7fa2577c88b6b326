import { resolve } from 'node:path';
import { type DeploymentRecord, type Part, parseRecord } from '#libs/github';
import { loadManifests } from '#libs/manifest';
import { deployService, recordRollback, rollBackService } from './deploy-service.ts';
import { planChange } from './dry-run.ts';
import { type Plan, planDeployment } from './plan.ts';
import type { Ports } from './ports.ts';
import { recordingPorts } from './recording-ports.ts';
import { type Changes, testContent } from './testing/test-content.ts';

const manifests = loadManifests(resolve(__dirname, '../../../..'));
const all = [
  ...manifests.filter(({ calls }) => calls.length === 0),
  ...manifests.filter(({ calls }) => calls.length > 0),
].map(({ name }) => name);

const sha = 'a'.repeat(40);
const earlier = '0'.repeat(40);
const stage = 'dev';
const imageBefore = 'b'.repeat(40);

const everywhere = (...parts: Part[]): Changes => Object.fromEntries(all.map((name) => [name, parts]));
const NEW_MIGRATION: Changes = { card: ['image', 'migrations'] };

interface Scenario {
  readonly stage?: 'dev' | 'production';
  /** A step fails if its text contains `failsAt`. */
  readonly failsAt?: string;
  /** Whether ECS rolls back while CloudFormation waits, or after CloudFormation deploys the stack. */
  readonly rollsBack?: 'during the deployment' | 'after the deployment';
  readonly isNew?: boolean;
  readonly hasImages?: boolean;
  readonly isSeeded?: boolean;
}

/** The ports behave as the scenario says, and record each step in the journal. */
function portsFor(scenario: Scenario): { readonly ports: Ports; readonly journal: readonly string[] } {
  const { failsAt, rollsBack, isNew = false, hasImages = false, isSeeded = false } = scenario;
  const journal: string[] = [];
  const onStep = (step: string): void => {
    journal.push(step);
    if (failsAt !== undefined && step.includes(failsAt)) throw new Error(`It failed: ${step}`);
  };
  const ports = recordingPorts({ stage: scenario.stage ?? stage, isSeeded, onStep });
  const { images, stacks, rollouts } = ports;
  let deployments = 0;
  return {
    journal,
    ports: {
      ...ports,
      images: { ...images, exists: () => Promise.resolve(hasImages) },
      stacks: {
        ...stacks,
        useImage: async (...image) => {
          await stacks.useImage(...image);
          return isNew ? undefined : imageBefore;
        },
        deployService: async (service) => {
          const revision = await stacks.deployService(service);
          deployments += 1;
          if (rollsBack === 'during the deployment') throw new Error('CloudFormation failed');
          return revision;
        },
      },
      rollouts: {
        current: (taskDefinition) =>
          Promise.resolve(isNew ? undefined : { id: String(deployments), taskDefinition }),
        settle: async (...revision) => {
          const outcome = await rollouts.settle(...revision);
          if (rollsBack !== 'after the deployment') return outcome;
          return { kind: 'rolled_back', reason: 'The tasks did not become healthy' };
        },
      },
    },
  };
}

async function deploy(plan: Plan, ports: Ports): Promise<DeploymentRecord[]> {
  const records: DeploymentRecord[] = [];
  for (const unit of plan.waves.flat())
    records.push(await deployService(unit, { stage: plan.stage, sha: plan.sha }, ports));
  return records;
}

async function run(changes: Changes, scenario: Scenario = {}) {
  const { ports, journal } = portsFor(scenario);
  const content = { before: testContent(manifests), after: testContent(manifests, changes) };
  const plan = await planChange({ stage: scenario.stage ?? stage, sha, ...content });
  return { journal, records: await deploy(plan, ports) };
}

describe('deployService', () => {
  it('builds, migrates, deploys, tests and records only the changed service, in this order', async () => {
    const { journal, records } = await run(NEW_MIGRATION);
    expect(journal).toEqual([
      'card: record the deployment: started',
      `card: build and push qred/dev/card:${sha}`,
      'card: check the scan of the image',
      'card: set the image of the migration to aaaaaaa',
      'card: deploy CardMigration-dev',
      'card: run the migration',
      'card: set the image of the service to aaaaaaa',
      'card: deploy Card-dev',
      'card: wait until the new revision runs',
      'card: smoke test',
      'card: record the deployment: success',
    ]);
    expect(records).toEqual([
      expect.objectContaining({ service: 'card', stage, sha, previous_sha: earlier, kind: 'deployment' }),
    ]);
    expect(records.map(parseRecord)).toEqual(records);
  });

  it('skips unchanged migrations and unchanged test data', async () => {
    const { journal } = await run({ card: ['image'] }, { isSeeded: true });
    expect(journal.filter((line) => /igrat|test data/.test(line))).toEqual([]);
    expect(journal).toContain('card: deploy Card-dev');
  });

  it('deploys only the data stack if nothing else changed', async () => {
    const { journal } = await run({ card: ['data-stack'] });
    expect(journal).toEqual([
      'card: record the deployment: started',
      'card: deploy CardData-dev',
      'card: record the deployment: success',
    ]);
  });

  it("deploys and runs only the migration if only the migration's template changed", async () => {
    const { journal } = await run({ card: ['migration-stack'] });
    expect(journal).toEqual([
      'card: record the deployment: started',
      'card: set the image of the migration to 0000000',
      'card: deploy CardMigration-dev',
      'card: run the migration',
      'card: record the deployment: success',
    ]);
  });

  it("deploys the running image again if only the service's template changed", async () => {
    const { journal, records } = await run({ card: ['service-stack'] });
    expect(journal).toEqual([
      'card: record the deployment: started',
      'card: set the image of the service to 0000000',
      'card: deploy Card-dev',
      'card: wait until the new revision runs',
      'card: smoke test',
      'card: record the deployment: success',
    ]);
    expect(records).toMatchObject([{ sha, image_sha: earlier }]);
  });

  it('deploys the foundation in one step', async () => {
    const { journal } = await run({ foundation: ['foundation-stack'] });
    expect(journal).toEqual([
      'foundation: record the deployment: started',
      'foundation: deploy Foundation-dev',
      'foundation: record the deployment: success',
    ]);
  });

  it('deploys every changed service, and callees before their callers', async () => {
    const { records } = await run(everywhere('image'));
    expect(records.map(({ service }) => service)).toEqual(all);
    expect(all.indexOf('account')).toBeGreaterThan(all.indexOf('card'));
  });

  it('does nothing if nothing changed', async () => {
    expect((await run({})).journal).toEqual([]);
  });

  it('builds no image that already exists', async () => {
    const { journal } = await run({ card: ['image'] }, { hasImages: true });
    expect(journal[1]).toBe('card: check the scan of the image');
  });

  it('copies the image from dev to production instead of building an image', async () => {
    const { journal, records } = await run({ card: ['image'] }, { stage: 'production' });
    expect(journal.slice(1, 4)).toEqual([
      'card: copy qred/production/card:0000000000000000000000000000000000000000',
      'card: check the scan of the image',
      'card: set the image of the service to 0000000',
    ]);
    expect(records).toMatchObject([{ sha, image_sha: earlier }]);
  });

  it('writes changed test data after the migration and before the rollout', async () => {
    const { journal } = await run({ card: ['image', 'migrations', 'seed'] }, { isSeeded: true });
    const from = journal.indexOf('card: run the migration');
    expect(journal.slice(from, from + 3)).toEqual([
      'card: run the migration',
      'card: write the test data',
      'card: set the image of the service to aaaaaaa',
    ]);
  });
});

describe('deployService after a failure', () => {
  it.each([
    'deploy CardData',
    'build and push',
    'check the scan',
    'deploy CardMigration',
    'run the migration',
    'write the test data',
  ])('stops before the rollout, and records a failure, if the step "%s" fails', async (failsAt) => {
    const changes: Changes = { card: ['data-stack', 'image', 'migrations', 'seed'] };
    const { journal, records } = await run(changes, { failsAt, isSeeded: true });
    expect(journal.at(-2)).toContain(failsAt);
    expect(journal.at(-1)).toBe('card: record the deployment: failure');
    expect(journal.join()).not.toContain('deploy Card-dev');
    expect(records).toEqual([
      expect.objectContaining({ result: 'failure', reason: expect.stringContaining(failsAt) as string }),
    ]);
    expect(records.map(parseRecord)).toEqual(records);
  });

  it.each(['during the deployment', 'after the deployment'] as const)(
    'records the result rolled_back, and restores the previous image, if ECS rolls back %s',
    async (rollsBack) => {
      const { journal, records } = await run({ card: ['image'] }, { rollsBack });
      expect(records).toEqual([expect.objectContaining({ result: 'rolled_back' })]);
      expect(records[0]?.reason).toBeDefined();
      expect(journal.slice(-2)).toEqual([
        'card: set the image of the service to bbbbbbb',
        'card: record the deployment: rolled_back',
      ]);
      expect(journal.join()).not.toContain('smoke test');
    },
  );

  it('records a failure instead of a rollback if the stack fails before ECS receives a change', async () => {
    const { journal, records } = await run({ card: ['image'] }, { failsAt: 'deploy Card-dev' });
    expect(records).toEqual([expect.objectContaining({ result: 'failure' })]);
    expect(journal.at(-2)).toBe('card: set the image of the service to bbbbbbb');
  });

  it.each(['during the deployment', 'after the deployment'] as const)(
    'records a failure if ECS rolls back a new service %s, because no previous version exists',
    async (rollsBack) => {
      const { journal, records } = await run({ card: ['image'] }, { rollsBack, isNew: true });
      expect(records).toEqual([expect.objectContaining({ result: 'failure' })]);
      expect(journal.join()).not.toContain('bbbbbbb');
    },
  );

  it('records a failure, and keeps the new version running, if the smoke test fails', async () => {
    const { journal, records } = await run({ card: ['image'] }, { failsAt: 'smoke test' });
    expect(records).toEqual([expect.objectContaining({ result: 'failure' })]);
    expect(journal.slice(-2)).toEqual(['card: smoke test', 'card: record the deployment: failure']);
  });

  it.each([
    [{ failsAt: 'build and push' }, false],
    [{ failsAt: 'run the migration' }, false],
    [{ failsAt: 'deploy Card-dev' }, false],
    [{ rollsBack: 'during the deployment' }, true],
    [{ rollsBack: 'after the deployment' }, true],
    [{ failsAt: 'smoke test' }, true],
    [{ rollsBack: 'after the deployment', isNew: true }, false],
    [{ failsAt: 'smoke test', isNew: true }, true],
  ] as const)('records whether users could reach the version after %j: %s', async (scenario, exposed) => {
    const { records } = await run(NEW_MIGRATION, scenario);
    expect(records.map(({ exposed_at }) => exposed_at !== undefined)).toEqual([exposed]);
    expect(records.map(parseRecord)).toEqual(records);
  });

  it('records the commits, built operations, duration and exposure of a deployment', async () => {
    const times = ['2026-06-15T09:30:00.000Z', '2026-06-15T09:30:40.000Z', '2026-06-15T09:31:00.000Z'];
    const commits = [{ sha: 'b'.repeat(40), time: '2026-06-15T08:00:00.000Z' }];
    const plan = await planChange({
      stage,
      sha,
      before: testContent(manifests),
      after: testContent(manifests, { card: ['image'] }),
    });
    const records = await deploy(plan, {
      ...portsFor({ failsAt: 'smoke test' }).ports,
      now: () => new Date(times.shift() ?? ''),
      commits: () => Promise.resolve(commits),
      builtOperations: (service) => Promise.resolve([`${service}Operation`]),
    });
    expect(records).toEqual([
      expect.objectContaining({
        commits,
        built_operations: ['cardOperation'],
        started_at: '2026-06-15T09:30:00.000Z',
        exposed_at: '2026-06-15T09:30:40.000Z',
        ended_at: '2026-06-15T09:31:00.000Z',
      }),
    ]);
  });
});

describe('planDeployment after a failed deployment', () => {
  it('deploys the changes of the failed commit with the next commit', async () => {
    const commits = ['1', '2', '3'].map((digit) => digit.repeat(40));
    const [first = '', second = '', third = ''] = commits;
    const contents = new Map([
      [first, testContent(manifests)],
      [second, testContent(manifests, { card: ['image'] })],
      [third, testContent(manifests, { card: ['image'], invoice: ['image'] })],
    ]);
    const kept: DeploymentRecord[] = [];
    const recent = (at: string, service: string): DeploymentRecord[] => {
      const own = kept.filter((each) => each.stage === at && each.service === service);
      const last = own.findLastIndex(({ result }) => result === 'success');
      return last < 0 ? [] : own.slice(last);
    };
    const sources = {
      recent: (at: string, service: string) => Promise.resolve(recent(at, service)),
      formerServices: () => Promise.resolve([]),
      history: {
        knows: () => Promise.resolve(true),
        isAncestor: (one: string, other: string) =>
          Promise.resolve(commits.indexOf(one) <= commits.indexOf(other)),
      },
    };
    const deployCommit = async (commit: string, scenario: Scenario = {}): Promise<string[]> => {
      const content = contents.get(commit) ?? testContent([]);
      const planned = await planDeployment({ stage, sha: commit, content, named: all }, sources);
      const records = await deploy(planned, portsFor(scenario).ports);
      kept.push(...records);
      return records.map(({ service, result }) => `${service}: ${result}`);
    };

    expect(await deployCommit(first)).toEqual(
      ['foundation', 'mock', ...all, 'web'].map((name) => `${name}: success`),
    );
    expect(await deployCommit(second, { failsAt: 'build and push' })).toEqual(['card: failure']);
    expect(await deployCommit(third)).toEqual(['card: success', 'invoice: success']);
    expect(kept.at(-2)).toMatchObject({ service: 'card', sha: third, previous_sha: first });
    expect(await deployCommit(third)).toEqual([]);
    // A run for an old commit may be repeated.
    expect(await deployCommit(second)).toEqual([]);
  });
});

const target = { stage, sha: earlier };
const planned = { service: 'card', previousSha: sha, imageSha: earlier, builtOperations: ['listCards'] };

describe('rollBackService', () => {
  const rollBack = async (hasImages: boolean) => {
    const { ports, journal } = portsFor({ hasImages });
    return { record: await rollBackService(planned, target, ports), journal };
  };

  it('restores the image without a build or migration, tests the service and records a rollback', async () => {
    const { journal, record } = await rollBack(true);
    expect(journal).toEqual([
      'card: record the rollback: started',
      'card: set the image of the service to 0000000',
      'card: deploy Card-dev',
      'card: wait until the new revision runs',
      'card: smoke test',
      'card: record the rollback: success',
    ]);
    expect(record).toMatchObject({
      kind: 'rollback',
      result: 'success',
      sha: earlier,
      previous_sha: sha,
      commits: [],
      built_operations: ['listCards'],
    });
    expect(parseRecord(record)).toEqual(record);
  });

  it('records a failed rollback, and changes nothing, if the image is missing', async () => {
    const { journal, record } = await rollBack(false);
    expect(journal).toEqual(['card: record the rollback: started', 'card: record the rollback: failure']);
    expect(record).toMatchObject({ kind: 'rollback', result: 'failure' });
  });
});

describe('recordRollback', () => {
  it('records a manual rollback, and changes nothing else', async () => {
    const { ports, journal } = portsFor({});
    const record = await recordRollback(planned, target, ports);
    expect(journal).toEqual(['card: record the rollback: started', 'card: record the rollback: success']);
    expect(parseRecord(record)).toMatchObject({
      kind: 'rollback',
      result: 'success',
      sha: earlier,
      previous_sha: sha,
    });
  });
});
