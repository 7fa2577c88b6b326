import { DeploymentRecords, type RecordFilter } from './deployment-records.ts';
import { exampleRecord as record, exampleSha as sha } from './example-record.ts';
import { addRecord } from './testing/add-record.ts';
import { FakeGitHub } from './testing/fake-github.ts';

describe('the store of deployment records', () => {
  let github: FakeGitHub;
  let records: DeploymentRecords;

  beforeAll(async () => {
    github = await FakeGitHub.start();
  });

  beforeEach(() => {
    github.forget();
    records = new DeploymentRecords(github.connect());
  });

  afterAll(() => github.stop());

  const list = async (filter: RecordFilter) => (await records.history(filter)).finished;

  it('returns the stored records unchanged, oldest first', async () => {
    const first = record({ ended_at: '2026-06-01T10:00:00Z' });
    const second = record({
      service: 'account',
      ended_at: '2026-06-01T11:00:00Z',
      previous_sha: sha('b'),
      commits: [{ sha: sha('c'), time: '2026-05-30T08:00:00Z' }],
      result: 'rolled_back',
      reason: 'The tasks did not become healthy',
    });
    await addRecord(records, second);
    await addRecord(records, first);
    expect(await list({ stage: 'production' })).toEqual([first, second]);
  });

  it('returns no records before the first deployment', async () => {
    expect(await list({ stage: 'production' })).toEqual([]);
    expect(await records.recent('production', 'card')).toEqual([]);
  });

  it('filters records by stage, service and time', async () => {
    const old = record({ ended_at: '2026-05-01T10:00:00Z' });
    const recent = record({ ended_at: '2026-06-01T10:00:00Z' });
    const account = record({ ended_at: '2026-06-01T10:00:00Z', service: 'account' });
    const dev = record({ ended_at: '2026-06-01T10:00:00Z', stage: 'dev' });
    for (const each of [old, recent, account, dev]) await addRecord(records, each);
    expect(await list({ stage: 'production', service: 'card' })).toEqual([old, recent]);
    expect(await list({ stage: 'dev' })).toEqual([dev]);
    const since = new Date('2026-06-01T10:00:00Z');
    expect(await list({ stage: 'production', since })).toEqual([account, recent]);
  });

  it('returns the last success of a service in a stage, and all later records', async () => {
    const success = record({ ended_at: '2026-06-01T10:00:00Z', sha: sha('1') });
    await addRecord(records, success);
    await addRecord(records, record({ ended_at: '2026-06-01T11:00:00Z', sha: sha('2'), result: 'failure' }));
    await addRecord(
      records,
      record({ ended_at: '2026-06-01T12:00:00Z', sha: sha('3'), result: 'rolled_back' }),
    );
    await addRecord(records, record({ ended_at: '2026-06-01T13:00:00Z', sha: sha('4'), stage: 'dev' }));
    await addRecord(records, record({ ended_at: '2026-06-01T14:00:00Z', sha: sha('5'), service: 'account' }));
    const recent = await records.recent('production', 'card');
    expect(recent[0]).toEqual(success);
    expect(recent.map(({ result }) => result)).toEqual(['success', 'failure', 'rolled_back']);
  });

  it('finds the attempt that deployed a version', async () => {
    await addRecord(records, record({ sha: sha('1'), built_operations: ['listCards'] }));
    await addRecord(records, record({ sha: sha('2'), ended_at: '2026-06-02T10:05:00Z' }));
    expect(await records.attemptOf('production', 'card', sha('1'))).toMatchObject({
      sha: sha('1'),
      built_operations: ['listCards'],
    });
    expect(await records.attemptOf('production', 'card', sha('3'))).toBeUndefined();
    expect(await records.attemptOf('production', 'invoice', sha('1'))).toBeUndefined();
  });

  it('treats the version of a successful rollback as the running version', async () => {
    const rollback = record({ ended_at: '2026-06-01T11:00:00Z', sha: sha('1'), kind: 'rollback' });
    await addRecord(records, record({ ended_at: '2026-06-01T10:00:00Z', sha: sha('2') }));
    await addRecord(records, rollback);
    expect(await records.recent('production', 'card')).toEqual([rollback]);
  });

  it('returns a record once, even if it was stored twice', async () => {
    await addRecord(records, record());
    await addRecord(records, record());
    expect(await list({ stage: 'production' })).toHaveLength(1);
  });

  it('rejects invalid records', async () => {
    const backwards = record({ started_at: '2026-06-01T11:00:00Z', ended_at: '2026-06-01T10:00:00Z' });
    await expect(addRecord(records, backwards)).rejects.toThrow('must not be before started_at');
    const rollback = record({ kind: 'rollback', commits: [{ sha: sha('c'), time: '2026-05-30T08:00:00Z' }] });
    await expect(addRecord(records, rollback)).rejects.toThrow('a rollback adds no commits');
    await expect(addRecord(records, record({ sha: 'abc' }))).rejects.toThrow(
      'must be the full sha of a commit',
    );
    expect(await list({ stage: 'production' })).toEqual([]);
  });

  it('adds an incident to an older record', async () => {
    const broken = record({ ended_at: '2026-06-01T10:00:00Z' });
    const whole = record({ ended_at: '2026-06-02T10:00:00Z' });
    await addRecord(records, broken);
    await addRecord(records, whole);
    const incident = {
      started_at: '2026-06-01T15:00:00.000Z',
      description: 'Activation returns 500',
    };
    await records.saveIncident(broken, incident);
    expect(await list({ stage: 'production' })).toEqual([{ ...broken, incidents: [incident] }, whole]);
  });

  it('replaces an incident when the incident ends, and keeps other incidents', async () => {
    const broken = record();
    await addRecord(records, broken);
    const first = { started_at: '2026-06-01T15:00:00.000Z', description: 'Activation returns 500' };
    const second = { started_at: '2026-06-02T15:00:00.000Z', description: 'Cards are missing' };
    const ended = { ...first, ended_at: '2026-06-01T16:00:00.000Z', fixed_by: ['b'.repeat(12)] };
    for (const incident of [first, second, ended]) await records.saveIncident(broken, incident);
    expect(await list({ stage: 'production' })).toEqual([{ ...broken, incidents: [ended, second] }]);
  });

  it('throws an error for an incident of an unknown deployment', async () => {
    await addRecord(records, record());
    const incident = { started_at: '2026-06-01T15:00:00Z', description: 'Activation returns 500' };
    await expect(records.saveIncident(record({ service: 'invoice' }), incident)).rejects.toThrow(
      /no deployment of invoice to production that started at/,
    );
  });

  it('lists an attempt as unfinished until its outcome is recorded', async () => {
    const { ended_at, result, ...attempt } = record();
    const started = await records.start(attempt);
    expect(await records.history({ stage: 'production' })).toEqual({ finished: [], unfinished: [attempt] });
    expect(await records.recent('production', 'card')).toEqual([]);

    await started.finish({ ended_at, result });
    expect(await records.history({ stage: 'production' })).toEqual({ finished: [record()], unfinished: [] });
    expect(await records.recent('production', 'card')).toEqual([record()]);
  });

  it('stores the exposure time and the reason with an outcome', async () => {
    const failed = record({
      result: 'failure',
      exposed_at: '2026-06-01T10:02:00Z',
      reason: 'Smoke: got 503',
    });
    await addRecord(records, failed);
    expect(await list({ stage: 'production' })).toEqual([failed]);
  });
});
