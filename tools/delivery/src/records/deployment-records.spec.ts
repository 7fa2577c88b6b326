import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DeploymentRecords, withIncidents } from './deployment-records.ts';
import { FileRecords } from './file-records.ts';
import { GitHubRecords } from './github-records.ts';
import { FakeGitHub } from '../testing/fake-github.ts';
import { record, sha } from '../testing/records.ts';

describe.each(['a file', 'GitHub Deployments'])('DeploymentRecords in %s', (where) => {
  const directory = mkdtempSync(join(tmpdir(), 'qred-records-'));
  let github: FakeGitHub;
  let records: DeploymentRecords;
  let count = 0;

  beforeAll(async () => {
    github = await FakeGitHub.start();
  });

  beforeEach(() => {
    github.forget();
    count += 1;
    records =
      where === 'a file'
        ? new FileRecords(join(directory, `records/${count}.jsonl`))
        : new GitHubRecords(github.connect());
  });

  afterAll(async () => {
    await github.stop();
    rmSync(directory, { recursive: true });
  });

  it('returns records unchanged, oldest first', async () => {
    const first = record({ ended_at: '2026-06-01T10:00:00Z' });
    const second = record({
      service: 'account',
      ended_at: '2026-06-01T11:00:00Z',
      previous_sha: sha('b'),
      commits: [{ sha: sha('c'), time: '2026-05-30T08:00:00Z' }],
      result: 'rolled_back',
      reason: 'The tasks did not become healthy',
    });
    await records.add(second);
    await records.add(first);
    expect(await records.list({ stage: 'production' })).toEqual([first, second]);
  });

  it('is empty at first', async () => {
    expect(await records.list({ stage: 'production' })).toEqual([]);
    expect(await records.lastSuccessful('production', 'card')).toBeUndefined();
    expect(await records.incidents({ stage: 'production' })).toEqual([]);
  });

  it('selects records by stage, service and time', async () => {
    const old = record({ ended_at: '2026-05-01T10:00:00Z' });
    const recent = record({ ended_at: '2026-06-01T10:00:00Z' });
    const account = record({ ended_at: '2026-06-01T10:00:00Z', service: 'account' });
    const dev = record({ ended_at: '2026-06-01T10:00:00Z', stage: 'dev' });
    for (const each of [old, recent, account, dev]) await records.add(each);
    expect(await records.list({ stage: 'production', service: 'card' })).toEqual([old, recent]);
    expect(await records.list({ stage: 'dev' })).toEqual([dev]);
    const since = new Date('2026-06-01T10:00:00Z');
    expect(await records.list({ stage: 'production', since })).toEqual([account, recent]);
  });

  it('returns the last success of a service in a stage', async () => {
    const success = record({ ended_at: '2026-06-01T10:00:00Z', sha: sha('1') });
    await records.add(success);
    await records.add(record({ ended_at: '2026-06-01T11:00:00Z', sha: sha('2'), result: 'failure' }));
    await records.add(record({ ended_at: '2026-06-01T12:00:00Z', sha: sha('3'), result: 'rolled_back' }));
    await records.add(record({ ended_at: '2026-06-01T13:00:00Z', sha: sha('4'), stage: 'dev' }));
    await records.add(record({ ended_at: '2026-06-01T14:00:00Z', sha: sha('5'), service: 'account' }));
    expect(await records.lastSuccessful('production', 'card')).toEqual(success);
  });

  it('returns a rollback as the running version', async () => {
    const rollback = record({ ended_at: '2026-06-01T11:00:00Z', sha: sha('1'), kind: 'rollback' });
    await records.add(record({ ended_at: '2026-06-01T10:00:00Z', sha: sha('2') }));
    await records.add(rollback);
    expect(await records.lastSuccessful('production', 'card')).toEqual(rollback);
  });

  it('returns a record once if it was sent twice', async () => {
    await records.add(record());
    await records.add(record());
    expect(await records.list({ stage: 'production' })).toHaveLength(1);
  });

  it('rejects invalid records', async () => {
    const backwards = record({ started_at: '2026-06-01T11:00:00Z', ended_at: '2026-06-01T10:00:00Z' });
    await expect(records.add(backwards)).rejects.toThrow('must not be before started_at');
    const rollback = record({ kind: 'rollback', commits: [{ sha: sha('c'), time: '2026-05-30T08:00:00Z' }] });
    await expect(records.add(rollback)).rejects.toThrow('a rollback adds no commits');
    await expect(records.add(record({ sha: 'abc' }))).rejects.toThrow('must be the full sha of a commit');
    expect(await records.list({ stage: 'production' })).toEqual([]);
  });

  it('returns incidents that are reported later', async () => {
    const broken = record({ ended_at: '2026-06-01T10:00:00Z' });
    const whole = record({ ended_at: '2026-06-02T10:00:00Z' });
    await records.add(broken);
    await records.add(whole);
    const incident = {
      at: '2026-06-01T15:00:00Z',
      description: 'Activation returns 500',
      url: 'https://github.com/qred/platform/issues/7',
    };
    await records.addIncident(broken, incident);
    const filter = { stage: 'production', since: new Date('2026-05-01T00:00:00Z') };
    const reported = await records.incidents(filter);
    expect(withIncidents(await records.list(filter), reported)).toEqual([{ ...broken, incident }, whole]);
    expect(await records.incidents({ ...filter, since: new Date('2026-06-02T00:00:00Z') })).toEqual([]);
  });

  it('rejects an incident of an unknown deployment', async () => {
    await records.add(record());
    const incident = { at: '2026-06-01T15:00:00Z', description: 'Activation returns 500' };
    await expect(records.addIncident(record({ service: 'invoice' }), incident)).rejects.toThrow(
      /no deployment of invoice to production that started at/,
    );
  });
});

describe('withIncidents', () => {
  it('keeps the incident that started first', () => {
    const early = { at: '2026-06-01T15:00:00Z', description: 'early' };
    const late = { at: '2026-06-01T16:00:00Z', description: 'late' };
    const deployment = record();
    const reported = [late, early].map((incident) => ({ ...deployment, incident }));
    expect(withIncidents([deployment], reported)[0]?.incident).toEqual(early);
    expect(withIncidents([{ ...deployment, incident: early }], [])[0]?.incident).toEqual(early);
  });
});
