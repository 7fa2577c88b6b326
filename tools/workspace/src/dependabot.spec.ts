import { existsSync, readFileSync } from 'node:fs';
import { join, matchesGlob, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const root = resolve(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const configurationSchema = z.object({
  updates: z.array(
    z.object({
      'package-ecosystem': z.string(),
      groups: z.record(z.string(), z.object({ patterns: z.array(z.string()) })).default({}),
    }),
  ),
});

const packagesSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

describe('.github/dependabot.yml', () => {
  const { updates } = configurationSchema.parse(parse(read('.github/dependabot.yml')));
  const { dependencies, devDependencies } = packagesSchema.parse(JSON.parse(read('package.json')));
  const names = Object.keys({ ...dependencies, ...devDependencies });
  const groups = Object.entries(
    updates.find((update) => update['package-ecosystem'] === 'npm')?.groups ?? {},
  );
  const patterns = groups
    .filter(([group]) => group !== 'other')
    .flatMap(([group, each]) => each.patterns.map((pattern) => ({ group, pattern })));

  it('updates packages, actions and images', () => {
    expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions', 'docker']);
    expect(existsSync(join(root, 'Dockerfile'))).toBe(true);
  });

  it.each(patterns)(
    'matches at least one package with the pattern $pattern of the group $group',
    ({ pattern }) => {
      expect(names.filter((name) => matches(name, pattern))).not.toEqual([]);
    },
  );

  it('puts no package into two groups', () => {
    const grouped = names.map((name) => ({
      name,
      in: new Set(patterns.filter(({ pattern }) => matches(name, pattern)).map(({ group }) => group)).size,
    }));
    expect(grouped.filter((each) => each.in > 1)).toEqual([]);
  });
});

/** In a Dependabot pattern, `*` also matches slashes. */
function matches(name: string, pattern: string): boolean {
  return matchesGlob(name.replaceAll('/', '|'), pattern.replaceAll('/', '|'));
}
