import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { accountContract } from '#contracts/account';

/** The folder with the seeded accounts. */
export const ACCOUNT_SEED = `apps/${accountContract.name}/src/seed`;

/** Reads the seeded accounts from the `account('…', …)` calls in the seed's source. */
export function seededAccounts(root: string): Set<string> {
  const folder = join(root, ACCOUNT_SEED);
  if (!existsSync(folder)) return new Set();
  const source = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  return new Set([...source.matchAll(/\baccount\(\s*'([^']+)'/g)].flatMap(([, id]) => id ?? []));
}
