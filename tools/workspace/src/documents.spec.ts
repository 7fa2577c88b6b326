import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const exists = (path: string): boolean => existsSync(join(root, path));

/** Includes new Markdown files, unless git ignores them. */
const documents = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && exists(path));

describe('a document', () => {
  it.each(documents)('links only to existing files: %s', (path) => {
    const targets = [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target));

    expect(targets.filter((target) => !exists(join(dirname(path), target)))).toEqual([]);
  });
});

describe('a decision', () => {
  const records = readdirSync(join(root, 'docs/adr')).filter((file) => /^\d{4}-/.test(file));

  it.each(records)('has the four sections in order: %s', (file) => {
    const sections = [...read(`docs/adr/${file}`).matchAll(/^## (.+)$/gm)].map(([, title]) => title);

    expect(sections).toEqual(['Status', 'Context', 'Decision', 'Consequences']);
  });
});

describe('docs/requirements.md', () => {
  const rows = [...read('docs/requirements.md').matchAll(/^\| (R\d+) .+$/gm)].map(([row, id = '']) => {
    const [, , , code = '', tests = ''] = row.split('|');
    return { id, code: pathsIn(code), tests: pathsIn(tests) };
  });

  it('lists the requirements R1 to R39 in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 39 }, (_, index) => `R${index + 1}`));
  });

  it.each(rows)('refers only to existing code and specs for $id', ({ code, tests }) => {
    expect(code).not.toEqual([]);
    expect(tests).not.toEqual([]);
    expect([...code, ...tests].filter((path) => !exists(path))).toEqual([]);
    expect(tests.filter((path) => !path.endsWith('.spec.ts'))).toEqual([]);
  });

  it('lists only existing top-level folders for R35', () => {
    const row = read('docs/requirements.md')
      .split('\n')
      .find((line) => line.startsWith('| R35 '));
    const names = /Top level: ([^|]+?) *\|/.exec(row ?? '')?.[1]?.split(', ') ?? [];

    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !exists(name))).toEqual([]);
  });

  it('requires only installed packages in R34', () => {
    const parts = z.object({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    });
    const { dependencies, devDependencies } = parts.parse(JSON.parse(read('package.json')));

    expect(Object.keys({ ...dependencies, ...devDependencies })).toEqual(
      expect.arrayContaining([
        ...['nx', '@nestjs/core', '@nestjs/swagger', 'typeorm', 'pg', '@aws-sdk/client-s3'],
        ...['@aws-sdk/client-servicediscovery', 'nestjs-pino', 'jest', '@testcontainers/postgresql'],
      ]),
    );
  });
});

function pathsIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
}
