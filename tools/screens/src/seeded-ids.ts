import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PART = '[A-Za-z0-9]+';

/**
 * Checks whether the services' seed data can contain an id, from strings and templates in the seeds' source:
 * `card-${accountId}` matches the card of every seeded account.
 */
export function seededIds(root: string, accounts: ReadonlySet<string>): (id: string) => boolean {
  const source = globSync('apps/*/src/seed/**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const texts = new Set([...source.matchAll(/'([\w-]+)'/g)].flatMap(([, text]) => text ?? []));
  const account = `(?:${[...accounts].join('|')})`;
  const templates = [...source.matchAll(/`((?:[\w-]|\$\{\w+\})+)`/g)].flatMap(([, text]) => text ?? []);
  const patterns = templates
    .filter((template) => template.includes('${accountId}'))
    .map((template) => template.replaceAll('${accountId}', account).replace(/\$\{\w+\}/g, PART))
    .map((pattern) => new RegExp(`^${pattern}$`));
  return (id) => texts.has(id) || patterns.some((pattern) => pattern.test(id));
}
