import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRecords } from '../records/file-records.ts';
import { parseIncidentArguments, reportIncident } from './incident.ts';
import { record, sha } from '../testing/records.ts';

const now = new Date('2026-06-15T12:00:00Z');

describe('reportIncident', () => {
  const directory = mkdtempSync(join(tmpdir(), 'qred-incident-'));
  const records = new FileRecords(join(directory, 'records.jsonl'));
  const ask = (at: string) =>
    parseIncidentArguments(['--service', 'card', '--description', 'Activation returns 500', '--at', at], now);

  beforeAll(async () => {
    await records.add(record({ sha: sha('1'), ended_at: '2026-06-01T12:00:00Z' }));
    await records.add(record({ sha: sha('2'), ended_at: '2026-06-02T12:00:00Z' }));
    await records.add(record({ sha: sha('3'), ended_at: '2026-06-02T13:00:00Z', result: 'failure' }));
    await records.add(record({ sha: sha('4'), ended_at: '2026-06-03T12:00:00Z' }));
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  it('adds the incident to the deployment that was running', async () => {
    const cause = await reportIncident(ask('2026-06-02T20:00:00Z'), records);
    expect(cause.sha).toBe(sha('2'));
    expect(await records.incidents({ stage: 'production' })).toMatchObject([
      {
        started_at: cause.started_at,
        incident: { at: '2026-06-02T20:00:00.000Z', description: 'Activation returns 500' },
      },
    ]);
  });

  it('rejects a time at which nothing ran', async () => {
    await expect(reportIncident(ask('2026-05-02T20:00:00Z'), records)).rejects.toThrow('Check --at');
  });

  it('parseIncidentArguments uses the current time by default', () => {
    const args = ['--service', 'card', '--description', 'Activation returns 500'];
    expect(parseIncidentArguments(args, now)).toMatchObject({
      stage: 'production',
      incident: { at: '2026-06-15T12:00:00.000Z' },
    });
  });

  it('parseIncidentArguments rejects invalid input with the usage', () => {
    expect(() => parseIncidentArguments(['--service', 'card'], now)).toThrow(
      'Write --service card --description',
    );
    expect(() => ask('2026-06-16T12:00:00Z')).toThrow('is not a time in the past');
    expect(() => ask('yesterday')).toThrow('is not a time in the past');
    const args = ['--service', 'card', '--description', 'Activation returns 500', '--url', 'the ticket'];
    expect(() => parseIncidentArguments(args, now)).toThrow('--url the ticket is not a URL');
  });
});
