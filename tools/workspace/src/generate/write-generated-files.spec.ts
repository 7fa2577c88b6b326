import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Generator } from './generator.ts';
import { findStaleFiles, writeGeneratedFiles } from './write-generated-files.ts';

const root = mkdtempSync(join(tmpdir(), 'qred-generate-'));
const workspace = { root, manifests: [] };
const generators: readonly Generator[] = [
  {
    name: 'types',
    files: 'types/*.ts',
    render: () =>
      new Map([
        ['types/kept.ts', 'kept'],
        ['types/changed.ts', 'new'],
        ['types/missing.ts', 'added'],
      ]),
  },
];

beforeEach(() => {
  mkdirSync(join(root, 'types'));
  writeFileSync(join(root, 'types/kept.ts'), 'kept');
  writeFileSync(join(root, 'types/changed.ts'), 'old');
  writeFileSync(join(root, 'types/left-over.ts'), 'old');
  writeFileSync(join(root, 'types/notes.md'), 'by hand');
});

afterEach(() => rmSync(join(root, 'types'), { recursive: true }));
afterAll(() => rmSync(root, { recursive: true }));

describe('findStaleFiles', () => {
  it('lists changed, missing and obsolete files, but writes nothing', async () => {
    expect(await findStaleFiles(workspace, generators)).toEqual([
      'types/changed.ts',
      'types/left-over.ts',
      'types/missing.ts',
    ]);
    expect(readFileSync(join(root, 'types/changed.ts'), 'utf8')).toBe('old');
  });
});

describe('writeGeneratedFiles', () => {
  it('writes changed and missing files, and deletes obsolete files', async () => {
    expect(await writeGeneratedFiles(workspace, generators)).toHaveLength(3);
    expect(await findStaleFiles(workspace, generators)).toEqual([]);
    expect(existsSync(join(root, 'types/left-over.ts'))).toBe(false);
  });

  it('keeps files that no generator has created', async () => {
    await writeGeneratedFiles(workspace, generators);
    expect(readFileSync(join(root, 'types/notes.md'), 'utf8')).toBe('by hand');
  });
});
