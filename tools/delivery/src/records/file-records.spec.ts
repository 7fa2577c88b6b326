import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRecords } from './file-records.ts';
import { record } from '../testing/records.ts';

describe('FileRecords', () => {
  const directory = mkdtempSync(join(tmpdir(), 'qred-records-'));

  afterAll(() => rmSync(directory, { recursive: true }));

  it.each([
    ['nonsense', /line 2 is not JSON/],
    ['{"deployment":{"service":"card"}}', /line 2 is not a deployment record/],
  ])('rejects the line %s and names its number', async (line, message) => {
    const file = join(mkdtempSync(join(directory, 'case-')), 'records.jsonl');
    const records = new FileRecords(file);
    await records.add(record());
    appendFileSync(file, `${line}\n`);
    await expect(records.list({ stage: 'production' })).rejects.toThrow(message);
  });
});
