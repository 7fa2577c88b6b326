import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestPlace } from './screen-map.ts';

/** What is wrong with a test that is to cover a scenario of an operation; nothing where all is well. */
export function checkTest(
  root: string,
  { file, title }: TestPlace,
  covered: { readonly operation: string; readonly example?: string | undefined },
): string[] {
  if (!existsSync(join(root, file))) return [`there is no ${file}; name the spec that covers it`];
  const source = readFileSync(join(root, file), 'utf8');
  const lines = source.split('\n').filter((line) => holdsTitle(line, title));
  if (lines.length === 0) return [`${file} has no test "${title}"; copy the title from the spec`];
  if (lines.every((line) => line.includes('.failing(')))
    return [`"${title}" is expected to fail; build what it asks for and take .failing away`];
  const { operation, example } = covered;
  if (namesWord(source, operation) || (example && namesWord(source, example))) return [];
  return [`${file} names neither ${operation} nor ${example ?? 'a scenario'}; name the test that does`];
}

function holdsTitle(line: string, title: string): boolean {
  return [`'${title}'`, `"${title}"`, `\`${title}\``].some((literal) => line.includes(literal));
}

function namesWord(source: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(source);
}
