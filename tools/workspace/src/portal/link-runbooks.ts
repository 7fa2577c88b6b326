import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Link, Source } from '#libs/portal-data';

const RUNBOOKS = 'docs/runbooks';

export function linkRunbooks(root: string, { repository, commit }: Source): Link[] {
  const base =
    repository === null || commit === null ? null : `https://github.com/${repository}/blob/${commit}`;
  const runbooks = readdirSync(join(root, RUNBOOKS)).filter((file) => file.endsWith('.md'));
  const files = ['docs/running-a-service.md', ...runbooks.sort().map((file) => `${RUNBOOKS}/${file}`)];
  return files.map((file) => ({
    title: titleOf(join(root, file)),
    href: base === null ? null : `${base}/${file}`,
    file,
  }));
}

function titleOf(file: string): string {
  const [, title = file] = /^# (.+)$/m.exec(readFileSync(file, 'utf8')) ?? [];
  return title;
}
