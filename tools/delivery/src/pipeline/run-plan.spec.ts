import { resolve } from 'node:path';
import { namesOf } from '#infra';
import { loadManifests } from '#libs/manifest';
import type { ChangeSources } from '../changes/changed-services.ts';
import { type DeploymentRecord, parseRecord } from '../records/record.ts';
import { recordRollback, rollBackService } from './deploy-service.ts';
import { type Plan, planDeployment } from './plan.ts';
import { type Recording, type Scenario, recordingPorts } from './recording-ports.ts';
import { assumeChanged } from './dry-run.ts';
import { type RunReport, describeRun, runPlan, succeeded } from './run-plan.ts';

const manifests = loadManifests(resolve(__dirname, '../../../..'));
const all = manifests.map(({ name }) => name);

/** The direct and indirect callers of a service. */
function callersOf(callee: string): string[] {
  const callers = manifests.filter(({ calls }) => calls.includes(callee)).map(({ name }) => name);
  return callers.flatMap((caller) => [caller, ...callersOf(caller)]);
}

const sha = 'a'.repeat(40);
const earlier = '0'.repeat(40);
const stage = 'production';

const plan = (...changed: string[]): Promise<Plan> =>
  planDeployment({ stage, sha, manifests }, assumeChanged(new Set(changed)));

async function run(
  changed: readonly string[],
  scenario?: Scenario,
): Promise<Recording & { readonly report: RunReport }> {
  const recording = recordingPorts(namesOf(stage), scenario);
  return { ...recording, report: await runPlan(await plan(...changed), recording.ports) };
}

describe('runPlan', () => {
  it('builds, migrates, deploys, tests and records only the changed service, in this order', async () => {
    const { journal, records, report } = await run(['card', 'card-e2e', 'e2e']);
    expect(journal).toEqual([
      'card: record the deployment: started',
      `card: build and push qred/production/card:${sha}`,
      'card: set the image of the migration to aaaaaaa',
      'card: deploy CardMigration-production',
      'card: run the migration',
      'card: set the image of the service to aaaaaaa',
      'card: deploy Card-production',
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

  it('deploys all services, callees first, if a shared library changes', async () => {
    const { records } = await run([...all].reverse());
    expect(records.map(({ service }) => service)).toEqual(all);
    expect(all.indexOf('account')).toBeGreaterThan(all.indexOf('card'));
  });

  it('does nothing if no service changes', async () => {
    const { journal, report } = await run(['workspace', 'delivery']);
    expect(journal).toEqual([]);
    expect(succeeded(report)).toBe(true);
  });

  it("deploys card, then account, if card's contract changes", async () => {
    const { records } = await run(['card-contract', 'account', 'card']);
    expect(records.map(({ service }) => service)).toEqual(['card', 'account']);
  });

  it('builds no image that exists', async () => {
    const { journal } = await run(['card'], { hasImages: true });
    expect(journal[1]).toBe('card: set the image of the migration to aaaaaaa');
  });

  it('writes test data, if the stage has some, after the migration and before the rollout', async () => {
    const { journal } = await run(['card'], { isSeeded: true });
    const from = journal.indexOf('card: run the migration');
    expect(journal.slice(from, from + 3)).toEqual([
      'card: run the migration',
      'card: write the test data',
      'card: set the image of the service to aaaaaaa',
    ]);
  });

  it('migrates and seeds nothing without a database', async () => {
    const recording = recordingPorts(namesOf(stage), { isSeeded: true });
    const { services, ...rest } = await plan('card');
    await runPlan(
      { ...rest, services: services.map((each) => ({ ...each, hasDatabase: false })) },
      recording.ports,
    );
    expect(recording.journal.filter((line) => /igrat|test data/.test(line))).toEqual([]);
    expect(recording.records).toHaveLength(1);
  });
});

describe('runPlan with a failure', () => {
  it.each([
    ['image', 'build and push'],
    ['migration stack', 'deploy CardMigration'],
    ['migration', 'run the migration'],
    ['seed', 'write the test data'],
  ] as const)('stops before the rollout and records a failure if the %s fails', async (fault, step) => {
    const { journal, records, report } = await run(['card'], { faults: { card: fault }, isSeeded: true });
    expect(journal.at(-2)).toContain(step);
    expect(journal.at(-1)).toBe('card: record the deployment: failure');
    expect(journal.join()).not.toContain('deploy Card-production');
    expect(records).toEqual([
      expect.objectContaining({ result: 'failure', reason: expect.stringContaining(step) as string }),
    ]);
    expect(records.map(parseRecord)).toEqual(records);
    expect(succeeded(report)).toBe(false);
  });

  it.each(['rollback', 'rollback during deployment'] as const)(
    'records a %s by ECS as rolled back and restores the previous image',
    async (fault) => {
      const { journal, records, report } = await run(['card'], { faults: { card: fault } });
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
    const { journal, records } = await run(['card'], { faults: { card: 'service stack' } });
    expect(records).toEqual([expect.objectContaining({ result: 'failure' })]);
    expect(journal.at(-2)).toBe('card: set the image of the service to the image before');
  });

  it.each(['rollback', 'rollback during deployment'] as const)(
    'records a %s of a new service as a failure, because no previous version exists',
    async (fault) => {
      const { journal, records } = await run(['card'], { faults: { card: fault }, newServices: ['card'] });
      expect(records).toEqual([expect.objectContaining({ result: 'failure' })]);
      expect(journal.join()).not.toContain('the image before');
    },
  );

  it('records a failed smoke test as a failure and keeps the new version running', async () => {
    const { journal, records } = await run(['card'], { faults: { card: 'smoke test' } });
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
      const { records } = await run(['card'], { ...scenario, faults: { card: fault } });
      expect(records.map(({ exposed_at }) => exposed_at !== undefined)).toEqual([exposed]);
      expect(records.map(parseRecord)).toEqual(records);
    },
  );

  it('skips only the callers of a failed service and writes all records', async () => {
    const { journal, records, report } = await run(all, { faults: { card: 'migration' } });
    expect(records.map(({ service, result }) => [service, result])).toEqual(
      all
        .filter((name) => !callersOf('card').includes(name))
        .map((name) => [name, name === 'card' ? 'failure' : 'success']),
    );
    expect(journal.filter((line) => line.startsWith('account'))).toEqual([]);
    expect(report.stopped).toContainEqual({
      service: 'account',
      reason: 'its callee card was not deployed',
    });
    expect(succeeded(report)).toBe(false);
    expect(describeRun(report)).toContain('account: not deployed: its callee card was not deployed');
  });

  it('skips indirect callers too', async () => {
    const chain = (service: string, calls: string[]) => ({
      ...{ service, calls, previousSha: null, reason: '', hasDatabase: false },
    });
    const services = [chain('one', []), chain('two', ['one']), chain('three', ['two'])];
    const { ports, journal } = recordingPorts(namesOf(stage), { faults: { one: 'image' } });
    const { stopped } = await runPlan({ stage, sha, services, unchanged: [] }, ports);
    expect(stopped.map(({ service }) => service)).toEqual(['two', 'three']);
    expect(new Set(journal.map((line) => line.split(':')[0]))).toEqual(new Set(['one']));
  });

  it('records all commits of the deployment, its built operations, its duration and its exposure', async () => {
    const times = ['2026-06-15T09:30:00.000Z', '2026-06-15T09:30:40.000Z', '2026-06-15T09:31:00.000Z'];
    const { ports, records } = recordingPorts(namesOf(stage), {
      faults: { card: 'smoke test' },
      now: () => new Date(times.shift() ?? ''),
    });
    const commits = [{ sha: 'b'.repeat(40), time: '2026-06-15T08:00:00.000Z' }];
    const builtOperations = (service: string) => Promise.resolve([`${service}Operation`]);
    await runPlan(await plan('card'), { ...ports, commits: () => Promise.resolve(commits), builtOperations });
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
    const touched: Readonly<Record<string, string>> = { [second]: 'card', [third]: 'invoice' };
    const kept: DeploymentRecord[] = [];
    const sources: ChangeSources = {
      records: {
        lastSuccessful: (at, service) =>
          Promise.resolve(
            kept.findLast(
              (each) => each.stage === at && each.service === service && each.result === 'success',
            ),
          ),
      },
      history: {
        knows: () => Promise.resolve(true),
        isAncestor: (one, other) => Promise.resolve(commits.indexOf(one) <= commits.indexOf(other)),
        commitsBetween: () => Promise.resolve([]),
      },
      affected: {
        between: (base, head) => {
          const between = commits.slice(commits.indexOf(base) + 1, commits.indexOf(head) + 1);
          return Promise.resolve(new Set(between.flatMap((each) => touched[each] ?? [])));
        },
      },
    };
    const deploy = async (commit: string, scenario?: Scenario): Promise<string[]> => {
      const planned = await planDeployment({ stage, sha: commit, manifests }, sources);
      const { ports, records } = recordingPorts(namesOf(stage), scenario);
      await runPlan(planned, ports);
      kept.push(...records);
      return records.map(({ service, result }) => `${service}: ${result}`);
    };

    expect(await deploy(first)).toEqual(all.map((name) => `${name}: success`));
    expect(await deploy(second, { faults: { card: 'migration' } })).toEqual(['card: failure']);
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
    const planned = { service: 'card', previousSha: sha, builtOperations: ['listCards'] };
    return rollBackService(planned, { stage, sha: earlier }, recording.ports).then(() => recording);
  };

  it('restores the image without a build or migration, tests it and records a rollback', async () => {
    const { journal, records } = await rollBack({ hasImages: true });
    expect(journal).toEqual([
      'card: record the rollback: started',
      'card: set the image of the service to 0000000',
      'card: deploy Card-production',
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
    await recordRollback({ service: 'card', previousSha: sha }, { stage, sha: earlier }, ports);

    expect(journal).toEqual(['card: record the rollback: started', 'card: record the rollback: success']);
    expect(records.map(parseRecord)).toMatchObject([
      { kind: 'rollback', result: 'success', sha: earlier, previous_sha: sha },
    ]);
  });
});
