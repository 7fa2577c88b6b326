import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import type { ChangeSources } from '../changes/changed-services.ts';
import type { DeploymentRecord } from '../records/record.ts';
import { type Plan, outputsOf, planDeployment, planFor, planRollback, summaryOf } from './plan.ts';
import { assumeChanged } from './dry-run.ts';

const manifests = loadManifests(resolve(__dirname, '../../../..'));
const callsOf = (service: string) => manifests.find(({ name }) => name === service)?.calls;
const sha = 'a'.repeat(40);
const earlier = '0'.repeat(40);
const stage = 'dev';

const plan = (sources: ChangeSources): Promise<Plan> => planDeployment({ stage, sha, manifests }, sources);

describe('planDeployment', () => {
  it('gives the reason for every service, deployed or not', async () => {
    const { services, unchanged } = await plan(assumeChanged(new Set(['card', 'account'])));
    expect(services).toEqual([
      {
        service: 'card',
        previousSha: earlier,
        reason: 'affected by changes since 0000000',
        hasDatabase: true,
        calls: callsOf('card'),
      },
      expect.objectContaining({ service: 'account', calls: callsOf('account') }),
    ]);
    expect(unchanged).toHaveLength(manifests.length - 2);
  });

  it('never replaces a newer version', async () => {
    const sources = assumeChanged(new Set(['card']));
    const history = { ...sources.history, isAncestor: (one: string) => Promise.resolve(one === sha) };
    const { services, unchanged } = await plan({ ...sources, history });
    expect(services).toEqual([]);
    expect(unchanged).toContainEqual({ service: 'card', reason: 'a newer version already runs' });
  });

  it('replaces a version that is not in the repository', async () => {
    const sources = assumeChanged(new Set());
    const history = { ...sources.history, knows: () => Promise.resolve(false) };
    expect((await plan({ ...sources, history })).services).toHaveLength(manifests.length);
  });

  it('rejects one service while a callee waits', async () => {
    const both = await plan(assumeChanged(new Set(['card', 'account', 'customer'])));
    expect(() => planFor(both, 'account')).toThrow(
      'account calls card, which does not run this version in dev yet',
    );
    expect(planFor(both, 'card').services.map(({ service }) => service)).toEqual(['card']);
    expect(planFor(both, 'invoice')).toMatchObject({
      services: [],
      unchanged: [{ service: 'invoice', reason: 'not affected by changes since 0000000' }],
    });
  });

  it('renders a list for a matrix and a table for people', async () => {
    const both = await plan(assumeChanged(new Set(['card', 'account'])));
    expect(outputsOf(both)).toBe('services=["card","account"]\n');
    expect(outputsOf(await plan(assumeChanged(new Set())))).toBe('services=[]\n');
    expect(summaryOf(both).split('\n').slice(0, 5)).toEqual([
      '### dev at aaaaaaa',
      '',
      '| service | action | reason |',
      '| --- | --- | --- |',
      '| card | deploy | affected by changes since 0000000 |',
    ]);
    expect(summaryOf(both)).toContain('| customer | skip | ');
  });
});

describe('planRollback', () => {
  const record = (fields: Partial<DeploymentRecord>): DeploymentRecord => ({
    service: 'card',
    stage,
    sha,
    previous_sha: null,
    commits: [],
    started_at: '2026-06-15T09:30:00Z',
    ended_at: '2026-06-15T09:31:00Z',
    kind: 'deployment',
    result: 'success',
    ...fields,
  });
  const failed = 'f'.repeat(40);
  const records = {
    history: () =>
      Promise.resolve({
        finished: [
          record({ sha: earlier, built_operations: ['listCards'] }),
          record({}),
          record({ sha: failed, result: 'failure' }),
        ],
        unfinished: [],
      }),
  };
  const rollBack = (to: string) => planRollback({ service: 'card', stage, to }, records);

  it('returns the last success and the operations of the target version', async () => {
    expect(await rollBack(earlier)).toEqual({
      service: 'card',
      previousSha: sha,
      builtOperations: ['listCards'],
    });
  });

  it('accepts the last success as the target, to undo a failed deployment', async () => {
    expect(await rollBack(sha)).toEqual({ service: 'card', previousSha: sha });
  });

  it('rejects a version that never ran and lists versions that did', async () => {
    await expect(rollBack(failed)).rejects.toThrow(`It ran ${sha}, ${earlier}`);
    await expect(
      planRollback(
        { service: 'card', stage, to: sha },
        { history: () => Promise.resolve({ finished: [], unfinished: [] }) },
      ),
    ).rejects.toThrow('It never ran there');
  });
});
