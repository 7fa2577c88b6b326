import {
  type DeploymentRecord,
  type Incident,
  exampleRecord as record,
  exampleSha as sha,
} from '#libs/github';
import { MemoryRecords } from '../testing/memory-records.ts';
import { type IncidentOptions, type RecordedIncident, recordIncident } from './incident.ts';

const now = new Date('2026-06-15T12:00:00Z');
const description = 'Activation returns 500';
let records: MemoryRecords;

beforeEach(() => {
  records = new MemoryRecords();
});

function run(options: Partial<IncidentOptions>): Promise<RecordedIncident> {
  return recordIncident({ service: 'card', stage: 'production', end: false, ...options }, records, now);
}

const report = (options: Partial<IncidentOptions> = {}): Promise<RecordedIncident> =>
  run({ description, ...options });
const end = (options: Partial<IncidentOptions> = {}): Promise<RecordedIncident> =>
  run({ end: true, ...options });

function deploy(...all: Partial<DeploymentRecord>[]): void {
  records.finished.push(...all.map(record));
}

function savedIncidents(): (Incident & { readonly cause: string })[] {
  return records.finished.flatMap((cause) =>
    (cause.incidents ?? []).map((incident) => ({ ...incident, cause: cause.sha.slice(0, 1) })),
  );
}

describe('recordIncident for a new incident', () => {
  const days: Partial<DeploymentRecord>[] = [
    { sha: sha('1'), ended_at: '2026-06-01T12:00:00Z' },
    { sha: sha('2'), ended_at: '2026-06-02T12:00:00Z' },
    { sha: sha('3'), ended_at: '2026-06-02T13:00:00Z', result: 'failure' },
    { sha: sha('4'), ended_at: '2026-06-03T12:00:00Z' },
  ];

  it('adds the incident to the deployment that ran at that time', async () => {
    deploy(...days);
    const { cause } = await report({ at: '2026-06-02T20:00:00Z' });
    expect(cause.sha).toBe(sha('2'));
    expect(savedIncidents()).toEqual([
      { started_at: '2026-06-02T20:00:00.000Z', description: 'Activation returns 500', cause: '2' },
    ]);
  });

  it('adds the incident to the restored version after a manual rollback', async () => {
    const rollback = { kind: 'rollback', sha: sha('1'), previous_sha: sha('2') } as const;
    deploy(
      { sha: sha('1'), ended_at: '2026-06-01T12:00:00Z' },
      { sha: sha('2'), ended_at: '2026-06-02T12:00:00Z' },
      { ...rollback, ended_at: '2026-06-02T13:00:00Z' },
    );
    expect((await report({ at: '2026-06-02T20:00:00Z' })).cause).toMatchObject({
      sha: sha('1'),
      kind: 'deployment',
      ended_at: '2026-06-01T12:00:00Z',
    });
  });

  it.each([
    // ECS rolls back version 2 between these two times.
    ['2026-06-02T12:02:00Z', '2'],
    ['2026-06-02T12:04:00Z', '1'],
    // Version 3 fails its smoke test but keeps running.
    ['2026-06-03T12:02:00Z', '3'],
    ['2026-06-03T20:00:00Z', '3'],
    // The image of version 4 could not be built.
    ['2026-06-04T20:00:00Z', '3'],
  ])('adds an incident at %s to version %s', async (at, digit) => {
    deploy(
      { sha: sha('1'), ended_at: '2026-06-01T12:00:00Z' },
      {
        sha: sha('2'),
        started_at: '2026-06-02T12:00:00Z',
        exposed_at: '2026-06-02T12:01:00Z',
        ended_at: '2026-06-02T12:03:00Z',
        result: 'rolled_back',
      },
      {
        sha: sha('3'),
        started_at: '2026-06-03T12:00:00Z',
        exposed_at: '2026-06-03T12:01:00Z',
        ended_at: '2026-06-03T12:03:00Z',
        result: 'failure',
      },
      { sha: sha('4'), ended_at: '2026-06-04T12:00:00Z', result: 'failure' },
    );
    expect((await report({ at })).cause.sha).toBe(sha(digit));
  });

  it('finds a deployment that is older than a month', async () => {
    deploy({ sha: sha('1'), ended_at: '2026-01-01T12:00:00Z' });
    expect((await report()).cause.sha).toBe(sha('1'));
  });

  it('throws an error if no version was running at that time', async () => {
    deploy(...days);
    await expect(report({ at: '2026-05-02T20:00:00Z' })).rejects.toThrow('Check --at');
  });
});

describe('recordIncident with --end', () => {
  const start = '2026-06-02T20:00:00.000Z';

  beforeEach(async () => {
    deploy({ sha: sha('1'), ended_at: '2026-06-01T12:00:00Z' });
    await report({ at: start });
  });

  it('records the version that was deployed during the incident as the fix', async () => {
    deploy({ sha: sha('2'), ended_at: '2026-06-02T20:20:00Z' });
    await end({ until: '2026-06-02T20:30:00Z' });
    expect(savedIncidents()).toEqual([
      {
        started_at: start,
        ended_at: '2026-06-02T20:30:00.000Z',
        description: 'Activation returns 500',
        fixed_by: [sha('2')],
        cause: '1',
      },
    ]);
    await expect(end()).rejects.toThrow('card has no open incident');
  });

  it.each([
    [['none'], undefined],
    [
      ['3333333', '4444444'],
      ['3333333', '4444444'],
    ],
  ])('accepts %j as the fix', async (fixes, fixed_by) => {
    deploy({ sha: sha('2'), ended_at: '2026-06-02T20:20:00Z' });
    await end({ until: '2026-06-02T20:30:00Z', 'fixed-by': fixes });
    expect(savedIncidents()[0]?.fixed_by).toEqual(fixed_by);
  });

  it('records no fix if the version did not change', async () => {
    await end({ until: '2026-06-02T20:30:00Z' });
    expect(savedIncidents()[0]?.fixed_by).toBeUndefined();
  });

  it('throws an error that lists the open incidents if several are open', async () => {
    await report({ at: '2026-06-03T20:00:00Z' });
    await expect(end()).rejects.toThrow('--at 2026-06-03T20:00:00.000Z  Activation returns 500');
    await end({ at: start, until: '2026-06-02T21:00:00Z' });
    expect(savedIncidents().map(({ ended_at }) => ended_at)).toEqual(['2026-06-02T21:00:00.000Z', undefined]);
  });

  it('throws an error if the end is before the start', async () => {
    await expect(end({ until: '2026-06-02T19:00:00Z' })).rejects.toThrow('--until is before');
  });
});

describe('npm run incident', () => {
  beforeEach(() => deploy({ ended_at: '2026-06-01T12:00:00Z' }));

  it('by default, records an incident that starts now, in production', async () => {
    expect((await report()).incident).toEqual({ started_at: now.toISOString(), description });
  });

  it.each([
    [{}, 'either --description'],
    [{ description, end: true }, 'either --description'],
    [{ description, at: '2026-06-16T12:00:00Z' }, '--at 2026-06-16T12:00:00Z is not a time in the past'],
    [{ description, until: 'yesterday' }, '--until yesterday is not a time in the past'],
    [{ description, at: '2026-06-14T12:00:00Z', until: '2026-06-13T12:00:00Z' }, '--until is before --at'],
    [{ description, 'fixed-by': ['the hotfix'] }, '--fixed-by the hotfix is not a commit'],
    [
      { description, 'fixed-by': ['1', '2', '3', '4'].map((digit) => digit.repeat(7)) },
      'at most three times',
    ],
  ])('rejects invalid options with an error that says what is wrong: %j', async (options, message) => {
    await expect(run(options)).rejects.toThrow(message);
  });
});
