import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLinesOfFolder, readRecentLines } from './log-folder.ts';

const line = (service: string, requestId: string, msg = 'a text') =>
  `${JSON.stringify({ level: 'info', time: '2026-11-26T12:00:00.000Z', service, request_id: requestId, msg })}\n`;

describe('reading a log folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qred-logs-'));

  beforeAll(() => {
    const filling = line('card', 'old', 'x'.repeat(1000)).repeat(1000);
    writeFileSync(join(folder, 'card.log'), filling + line('card', 'wanted'));
    writeFileSync(join(folder, 'account.log'), line('account', 'wanted') + line('account', 'other'));
    writeFileSync(join(folder, 'notes.txt'), line('notes', 'wanted'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('returns the lines of a request from all logs', async () => {
    const lines = await readLinesOfFolder(folder, 'wanted');
    expect(lines.map(({ service }) => service).sort()).toEqual(['account', 'card']);
  });

  it('returns recent lines without reading a large log from the beginning', async () => {
    const lines = await readRecentLines(folder);
    const old = lines.filter(({ requestId }) => requestId === 'old');
    expect(old.length).toBeGreaterThan(100);
    expect(old.length).toBeLessThan(1000);
    expect(lines.filter(({ requestId }) => requestId === 'wanted')).toHaveLength(2);
  });

  it('throws an error that says how to get logs if the folder has no logs', async () => {
    await expect(readLinesOfFolder(join(folder, 'missing'), 'wanted')).rejects.toThrow('npm start');
  });
});
