import { resolve } from 'node:path';
import { namesOf } from '#infra';
import { loadManifests } from '#libs/manifest';
import type { Part } from '../records/parts.ts';
import { type DeploymentRecord, parseRecord } from '../records/record.ts';
import { recordRollback, rollBackService } from './deploy-service.ts';
import { planChange } from './dry-run.ts';
import { type Plan, planDeployment } from './plan.ts';
import { type Recording, type Scenario, recordingPorts } from './recording-ports.ts';
import { type RunReport, describeRun, runPlan, succeeded } from './run-plan.ts';
import { type Changes, testContent } from './testing/test-content.ts';

const manifests = loadManifests(resolve(__dirname, '../../../..'));
/** All services, wave by wave. */
const all = [
  ...manifests.filter(({ calls }) => calls.length === 0),
  ...manifests.filter(({ calls }) => calls.length > 0),
].map(({ name }) => name);

const sha = 'a'.repeat(40);
const earlier = '0'.repeat(40);
const stage = 'dev';

/** A change of these parts in all services. */
const everywhere = (...parts: Part[]): Changes => Object.fromEntries(all.map((name) => [name, parts]));
const NEW_MIGRATION: Changes = { card: ['image', 'migrations'] };

const plan = (changes: Changes, at: 'dev' | 'production' = stage): Promise<Plan> =>
  planChange({ stage: at, sha, before: testContent(manifests), after: testContent(manifests, changes) });

async function run(
  changes: Changes,
  scenario?: Scenario,
): Promise<Recording & { readonly report: RunReport }> {
  const recording = recordingPorts(namesOf(stage), scenario);
  return { ...recording, report: await runPlan(await plan(changes), recording.ports) };
}

describe('runPlan', () => {
  it('builds, migrates, deploys, tests and records only the changed service, in this order', async () => {
    const { journal, records, report } = await run(NEW_MIGRATION);
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
    expect(succeeded(report)).toBe(true);
  });

  it('runs no migration and writes no test data if neither changed', async () => {
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

  it('deploys only the migration stack and runs the migration if its template changed', async () => {
    const { journal } = await run({ card: ['migration-stack'] });
    expect(journal).toEqual([
      'card: record the deployment: started',
      'card: set the image of the migration to 0000000',
      'card: deploy CardMigration-dev',
      'card: run the migration',
      'card: record the deployment: success',
    ]);
  });

  it('deploys the running image if only the template of the service changed', async () => {
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

  it('deploys the foundation by itself', async () => {
    const { journal } = await run({ foundation: ['foundation-stack'] });
    expect(journal).toEqual([
      'foundation: record the deployment: started',
      'foundation: deploy Foundation-dev',
      'foundation: record the deployment: success',
    ]);
  });

  it('deploys all services, callees first, if a shared library changes', async () => {
    const { records } = await run(everywhere('image'));
    expect(records.map(({ service }) => service)).toEqual(all);
    expect(all.indexOf('account')).toBeGreaterThan(all.indexOf('card'));
  });

  it('does nothing if nothing changes', async () => {
    const { journal, report } = await run({});
    expect(journal).toEqual([]);
    expect(succeeded(report)).toBe(true);
  });

  it('builds no image that exists', async () => {
    const { journal } = await run({ card: ['image'] }, { hasImages: true });
    expect(journal[1]).toBe('card: check the scan of the image');
  });

  it('copies the image that dev runs to production, and never builds one there', async () => {
    const recording = recordingPorts(namesOf('production'));
    await runPlan(await plan({ card: ['image'] }, 'production'), recording.ports);
    expect(recording.journal.slice(1, 4)).toEqual([
      'card: copy qred/production/card:0000000000000000000000000000000000000000',
      'card: check the scan of the image',
      'card: set the image of the service to 0000000',
    ]);
    expect(recording.records).toMatchObject([{ sha, image_sha: earlier }]);
  });

  it('writes changed test data, if the stage has some, after the migration and before the rollout', async () => {
    const { journal } = await run({ card: ['image', 'migrations', 'seed'] }, { isSeeded: true });
    const from = journal.indexOf('card: run the migration');
    expect(journal.slice(from, from + 3)).toEqual([
      'card: run the migration',
      'card: write the test data',
      'card: set the image of the service to aaaaaaa',
    ]);
  });
});

describe('runPlan with a failure', () => {
  it.each([
    ['data stack', 'deploy CardData'],
    ['image', 'build and push'],
    ['scan', 'check the scan'],
    ['migration stack', 'deploy CardMigration'],
    ['migration', 'run the migration'],
    ['seed', 'write the test data'],
  ] as const)('stops before the rollout and records a failure if the %s fails', async (fault, step) => {
    const changes: Changes = { card: ['data-stack', 'image', 'migrations', 'seed'] };
    const { journal, records, report } = await run(changes, { faults: { card: fault }, isSeeded: true });
    expect(journal.at(-2)).toContain(step);
    expect(journal.at(-1)).toBe('card: record the deployment: failure');
    expect(journal.join()).not.toContain('deploy Card-dev');
    expect(records).toEqual([
      expect.objectContaining({ result: 'failure', reason: expect.stringContaining(step) as string }),
    ]);
    expect(records.map(parseRecord)).toEqual(records);
    expect(succeeded(report)).toBe(false);
  });

  it.each(['rollback', 'rollback during deployment'] as const)(
    'records a %s by ECS as rolled back and restores the previous image',
    async (fault) => {
      const { journal, records, report } = await run({ card: ['image'] }, { faults: { card: fault } });
      expect(records).toEqual([expect.objectContaining({ result: 'rolled_back' })]);
      expect(records[0]?.reason).toBeDefined();
      expect(journal.slice(-2)).toEqual([
        'card: set the image of the service to the image before',
        'card: record the deployment: rolled_back',
      ]);
      expect(journal.join()).not.toContain('smoke test');
      expect(succeeded(report)).toBe(false);
    },
  );

  it('records a failure, not a rollback, if the stack fails before ECS receives a change', async () => {
    const { journal, records } = await run({ card: ['image'] }, { faults: { card: 'service stack' } });
    expect(records).toEqual([expect.objectContaining({ result: 'failure' })]);
    expect(journal.at(-2)).toBe('card: set the image of the service to the image before');
  });

  it.each(['rollback', 'rollback during deployment'] as const)(
    'records a %s of a new service as a failure, because no previous version exists',
    async (fault) => {
      const { journal, records } = await run(
        { card: ['image'] },
        { faults: { card: fault }, newServices: ['card'] },
      );
      expect(records).toEqual([expect.objectContaining({ result: 'failure' })]);
      expect(journal.join()).not.toContain('the image before');
    },
  );

  it('records a failed smoke test as a failure and keeps the new version running', async () => {
    const { journal, records } = await run({ card: ['image'] }, { faults: { card: 'smoke test' } });
    expect(records).toEqual([expect.objectContaining({ result: 'failure' })]);
    expect(journal.slice(-2)).toEqual(['card: smoke test', 'card: record the deployment: failure']);
  });

  it.each([
    ['image', {}, false],
    ['migration', {}, false],
    ['service stack', {}, false],
    ['rollback during deployment', {}, true],
    ['rollback', {}, true],
    ['smoke test', {}, true],
    ['rollback', { newServices: ['card'] }, false],
    ['smoke test', { newServices: ['card'] }, true],
  ] as const)(
    'after the failure %s of %j, records whether users could get the version: %s',
    async (fault, scenario, exposed) => {
      const { records } = await run(NEW_MIGRATION, { ...scenario, faults: { card: fault } });
      expect(records.map(({ exposed_at }) => exposed_at !== undefined)).toEqual([exposed]);
      expect(records.map(parseRecord)).toEqual(records);
    },
  );

  it('skips only the callers that need the new contract of a failed service', async () => {
    const changes: Changes = { ...everywhere('image'), card: ['image', 'interface'] };
    const { journal, records, report } = await run(changes, { faults: { card: 'image' } });
    expect(records.map(({ service, result }) => [service, result])).toEqual(
      all.filter((name) => name !== 'account').map((name) => [name, name === 'card' ? 'failure' : 'success']),
    );
    expect(journal.filter((line) => line.startsWith('account'))).toEqual([]);
    const reason = 'it needs this version of card, which was not deployed';
    expect(report.stopped).toEqual([{ service: 'account', reason }]);
    expect(succeeded(report)).toBe(false);
    expect(describeRun(report)).toContain(`account: not deployed: ${reason}`);
  });

  it('deploys the callers of a failed service whose contract stays the same', async () => {
    const { records, report } = await run(everywhere('image'), { faults: { card: 'image' } });
    expect(records.map(({ service }) => service)).toEqual(all);
    expect(report.stopped).toEqual([]);
  });

  it('skips a changed stack, but no changed image, if the foundation fails', async () => {
    const { records } = await run(
      { foundation: ['foundation-stack'], card: ['service-stack'], invoice: ['image'] },
      { faults: { foundation: 'foundation stack' } },
    );
    expect(records.map(({ service, result }) => `${service}: ${result}`)).toEqual([
      'foundation: failure',
      'invoice: success',
    ]);
  });

  it('records all commits of the deployment, its built operations, its duration and its exposure', async () => {
    const times = ['2026-06-15T09:30:00.000Z', '2026-06-15T09:30:40.000Z', '2026-06-15T09:31:00.000Z'];
    const { ports, records } = recordingPorts(namesOf(stage), {
      faults: { card: 'smoke test' },
      now: () => new Date(times.shift() ?? ''),
    });
    const commits = [{ sha: 'b'.repeat(40), time: '2026-06-15T08:00:00.000Z' }];
    const builtOperations = (service: string) => Promise.resolve([`${service}Operation`]);
    await runPlan(await plan({ card: ['image'] }), {
      ...ports,
      commits: () => Promise.resolve(commits),
      builtOperations,
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
    const deploy = async (commit: string, scenario?: Scenario): Promise<string[]> => {
      const content = contents.get(commit) ?? testContent([]);
      const planned = await planDeployment({ stage, sha: commit, content, named: all }, sources);
      const { ports, records } = recordingPorts(namesOf(stage), scenario);
      await runPlan(planned, ports);
      kept.push(...records);
      return records.map(({ service, result }) => `${service}: ${result}`);
    };

    expect(await deploy(first)).toEqual(['foundation', ...all].map((name) => `${name}: success`));
    expect(await deploy(second, { faults: { card: 'image' } })).toEqual(['card: failure']);
    expect(await deploy(third)).toEqual(['card: success', 'invoice: success']);
    expect(kept.at(-2)).toMatchObject({ service: 'card', sha: third, previous_sha: first });
    expect(await deploy(third)).toEqual([]);
    // A repeated run of an old commit.
    expect(await deploy(second)).toEqual([]);
  });
});

describe('rollBackService', () => {
  const rollBack = (scenario: Scenario) => {
    const recording = recordingPorts(namesOf(stage), scenario);
    const planned = {
      service: 'card',
      previousSha: sha,
      imageSha: earlier,
      builtOperations: ['listCards'],
    };
    return rollBackService(planned, { stage, sha: earlier }, recording.ports).then(() => recording);
  };

  it('restores the image without a build or migration, tests it and records a rollback', async () => {
    const { journal, records } = await rollBack({ hasImages: true });
    expect(journal).toEqual([
      'card: record the rollback: started',
      'card: set the image of the service to 0000000',
      'card: deploy Card-dev',
      'card: wait until the new revision runs',
      'card: smoke test',
      'card: record the rollback: success',
    ]);
    expect(records).toEqual([
      expect.objectContaining({
        kind: 'rollback',
        result: 'success',
        sha: earlier,
        previous_sha: sha,
        commits: [],
        built_operations: ['listCards'],
      }),
    ]);
    expect(records.map(parseRecord)).toEqual(records);
  });

  it('records a failed rollback and changes nothing if the image is missing', async () => {
    const { journal, records } = await rollBack({});
    expect(journal).toEqual(['card: record the rollback: started', 'card: record the rollback: failure']);
    expect(records).toEqual([expect.objectContaining({ kind: 'rollback', result: 'failure' })]);
  });

  it('recordRollback only records a rollback that a person did by hand', async () => {
    const { ports, journal, records } = recordingPorts(namesOf(stage));
    await recordRollback(
      { service: 'card', previousSha: sha, imageSha: earlier },
      { stage, sha: earlier },
      ports,
    );

    expect(journal).toEqual(['card: record the rollback: started', 'card: record the rollback: success']);
    expect(records.map(parseRecord)).toMatchObject([
      { kind: 'rollback', result: 'success', sha: earlier, previous_sha: sha },
    ]);
  });
});
