import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderDecisionIndex } from './decision-index.ts';

describe('renderDecisionIndex', () => {
  const root = mkdtempSync(join(tmpdir(), 'decisions-'));
  const folder = join(root, 'docs/adr');

  beforeAll(() => mkdirSync(folder, { recursive: true }));
  afterAll(() => rmSync(root, { recursive: true }));

  const decide = (file: string, status: string) =>
    writeFileSync(join(folder, file), `# 1. A title\n\n## Status\n\n${status}\n\n## Context\n`);

  it("shows the first sentence of a decision's status, including links", async () => {
    decide('0001-a.md', 'Superseded by [ADR 2](0002-b.md). The rest is history.');

    expect(await renderDecisionIndex(root)).toContain('| superseded by [ADR 2](0002-b.md) |');
  });

  it('rejects a decision without a status', async () => {
    decide('0001-a.md', '');

    await expect(renderDecisionIndex(root)).rejects.toThrow('0001-a.md needs the heading');
  });
});
