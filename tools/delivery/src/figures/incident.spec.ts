import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRecords } from '../records/file-records.ts';
import type { DeploymentRecord, Incident } from '../records/record.ts';
import { type RecordedIncident, endIncident, parseIncidentArguments, reportIncident } from './incident.ts';
import { addRecord, record, sha } from '../testing/records.ts';

const now = new Date('2026-06-15T12:00:00Z');
const directory = mkdtempSync(join(tmpdir(), 'qred-incident-'));
let records: FileRecords;
let count = 0;

beforeEach(() => {
  count += 1;
  records = new FileRecords(join(directory, `${count}.jsonl`));
});

afterAll(() => rmSync(directory, { recursive: true }));

/** Runs the command with these arguments for card. */
function run(...args: string[]): Promise<RecordedIncident> {
  const options = parseIncidentArguments(['--service', 'card', ...args], now);
  if (options === 'help') throw new Error('The arguments ask for help');
  return 'end' in options ? endIncident(options.end, records) : reportIncident(options.report, records);
}

const report = (...args: string[]): Promise<RecordedIncident> =>
  run('--description', 'Activation returns 500', ...args);

async function deploy(...all: Partial<DeploymentRecord>[]): Promise<void> {
  for (const fields of all) await addRecord(records, record(fields));
}

async function savedIncidents(): Promise<(Incident & { readonly cause: string })[]> {
  const { finished } = await records.history({ stage: 'production' });
  return finished.flatMap((cause) =>
    (cause.incidents ?? []).map((incident) => ({ ...incident, cause: cause.sha.slice(0, 1) })),
  );
}

describe('reportIncident', () => {
  const days: Partial<DeploymentRecord>[] = [
    { sha: sha('1'), ended_at: '2026-06-01T12:00:00Z' },
    { sha: sha('2'), ended_at: '2026-06-02T12:00:00Z' },
    { sha: sha('3'), ended_at: '2026-06-02T13:00:00Z', result: 'failure' },
    { sha: sha('4'), ended_at: '2026-06-03T12:00:00Z' },
  ];

  it('adds the incident to the deployment that was running', async () => {
    await deploy(...days);
    const { cause } = await report('--at', '2026-06-02T20:00:00Z');
    expect(cause.sha).toBe(sha('2'));
    expect(await savedIncidents()).toEqual([
      { started_at: '2026-06-02T20:00:00.000Z', description: 'Activation returns 500', cause: '2' },
    ]);
  });

  it('blames the restored version after a manual rollback', async () => {
    const rollback = { kind: 'rollback', sha: sha('1'), previous_sha: sha('2') } as const;
    await deploy(
      { sha: sha('1'), ended_at: '2026-06-01T12:00:00Z' },
      { sha: sha('2'), ended_at: '2026-06-02T12:00:00Z' },
      { ...rollback, ended_at: '2026-06-02T13:00:00Z' },
    );
    expect((await report('--at', '2026-06-02T20:00:00Z')).cause).toMatchObject({
      sha: sha('1'),
      kind: 'deployment',
      ended_at: '2026-06-01T12:00:00Z',
    });
  });

  it.each([
    // While the new version rolls out, until ECS rolls it back.
    ['2026-06-02T12:02:00Z', '2'],
    ['2026-06-02T12:04:00Z', '1'],
    // A failed smoke test keeps the new version running.
    ['2026-06-03T12:02:00Z', '3'],
    ['2026-06-03T20:00:00Z', '3'],
    // The image of version 4 could not be built.
    ['2026-06-04T20:00:00Z', '3'],
  ])('at %s blames version %s', async (at, digit) => {
    await deploy(
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
    expect((await report('--at', at)).cause.sha).toBe(sha(digit));
  });

  it('finds a deployment that is older than a month', async () => {
    await deploy({ sha: sha('1'), ended_at: '2026-01-01T12:00:00Z' });
    expect((await report()).cause.sha).toBe(sha('1'));
  });

  it('rejects a time at which nothing ran', async () => {
    await deploy(...days);
    await expect(report('--at', '2026-05-02T20:00:00Z')).rejects.toThrow('Check --at');
  });
});

describe('endIncident', () => {
  const start = '2026-06-02T20:00:00.000Z';

  beforeEach(async () => {
    await deploy({ sha: sha('1'), ended_at: '2026-06-01T12:00:00Z' });
    await report('--at', start);
  });

  it('ends the open incident and names the version that was deployed meanwhile as its fix', async () => {
    await deploy({ sha: sha('2'), ended_at: '2026-06-02T20:20:00Z' });
    await run('--end', '--until', '2026-06-02T20:30:00Z');
    expect(await savedIncidents()).toEqual([
      {
        started_at: start,
        ended_at: '2026-06-02T20:30:00.000Z',
        description: 'Activation returns 500',
        fixed_by: [sha('2')],
        cause: '1',
      },
    ]);
    await expect(run('--end')).rejects.toThrow('card has no open incident');
  });

  it.each([
    [['--fixed-by', 'none'], undefined],
    [
      ['--fixed-by', '3333333', '--fixed-by', '4444444'],
      ['3333333', '4444444'],
    ],
  ])('accepts %j as the fix', async (args, fixed_by) => {
    await deploy({ sha: sha('2'), ended_at: '2026-06-02T20:20:00Z' });
    await run('--end', '--until', '2026-06-02T20:30:00Z', ...args);
    expect((await savedIncidents())[0]?.fixed_by).toEqual(fixed_by);
  });

  it('names no fix if the version did not change', async () => {
    await run('--end', '--until', '2026-06-02T20:30:00Z');
    expect((await savedIncidents())[0]?.fixed_by).toBeUndefined();
  });

  it('asks which of several incidents ends', async () => {
    await report('--at', '2026-06-03T20:00:00Z');
    await expect(run('--end')).rejects.toThrow('--at 2026-06-03T20:00:00.000Z  Activation returns 500');
    await run('--end', '--at', start, '--until', '2026-06-02T21:00:00Z');
    expect((await savedIncidents()).map(({ ended_at }) => ended_at)).toEqual([
      '2026-06-02T21:00:00.000Z',
      undefined,
    ]);
  });

  it('rejects an end before the start', async () => {
    await expect(run('--end', '--until', '2026-06-02T19:00:00Z')).rejects.toThrow('--until is before');
  });
});

describe('parseIncidentArguments', () => {
  const described = ['--service', 'card', '--description', 'Activation returns 500'];

  it('starts an incident now at production by default', () => {
    expect(parseIncidentArguments(described, now)).toMatchObject({
      report: {
        stage: 'production',
        incident: { started_at: '2026-06-15T12:00:00.000Z', description: 'Activation returns 500' },
      },
    });
  });

  it('shows the usage', () => {
    expect(parseIncidentArguments(['--help'], now)).toBe('help');
  });

  it.each([
    [['--service', 'card'], 'either --description'],
    [[...described, '--end'], 'either --description'],
    [[...described, '--at', '2026-06-16T12:00:00Z'], '--at 2026-06-16T12:00:00Z is not a time in the past'],
    [[...described, '--until', 'yesterday'], '--until yesterday is not a time in the past'],
    [
      [...described, '--at', '2026-06-14T12:00:00Z', '--until', '2026-06-13T12:00:00Z'],
      '--until is before --at',
    ],
    [[...described, '--url', 'the ticket'], '--url the ticket is not a URL'],
    [[...described, '--fixed-by', 'the hotfix'], '--fixed-by the hotfix is not a commit'],
  ])('rejects %j and says what to write', (args, message) => {
    expect(() => parseIncidentArguments(args, now)).toThrow(message);
  });
});
