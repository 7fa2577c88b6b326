import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRecords } from './file-records.ts';
import { addRecord, record } from '../testing/records.ts';

describe('FileRecords', () => {
  const directory = mkdtempSync(join(tmpdir(), 'qred-records-'));

  afterAll(() => rmSync(directory, { recursive: true }));

  it.each([
    ['nonsense', /line 3 is not JSON/],
    ['{"card":true}', /line 3 is not a deployment record/],
    ['{"deployment":{"service":"card"}}', /line 3 is not a deployment record.*at deployment\.sha/s],
  ])('rejects the line %s and names its number', async (line, message) => {
    const file = join(mkdtempSync(join(directory, 'case-')), 'records.jsonl');
    const records = new FileRecords(file);
    await addRecord(records, record());
    appendFileSync(file, `${line}\n`);
    await expect(records.history({ stage: 'production' })).rejects.toThrow(message);
  });

  it('reads lines from before an attempt had a start and an incident an end', async () => {
    const file = join(mkdtempSync(join(directory, 'case-')), 'records.jsonl');
    const incident = { at: '2026-06-01T15:00:00Z', description: 'Activation returns 500' };
    const later = { at: '2026-06-01T17:00:00Z', description: 'Cards are missing' };
    const { stage, service, started_at } = record();
    appendFileSync(file, `${JSON.stringify({ deployment: { ...record(), incident } })}\n`);
    appendFileSync(
      file,
      `${JSON.stringify({ reported: { stage, service, started_at, incident: later } })}\n`,
    );
    const { finished } = await new FileRecords(file).history({ stage: 'production' });
    expect(finished).toEqual([
      {
        ...record(),
        incidents: [
          { started_at: '2026-06-01T15:00:00Z', description: 'Activation returns 500' },
          { started_at: '2026-06-01T17:00:00Z', description: 'Cards are missing' },
        ],
      },
    ]);
  });
});
