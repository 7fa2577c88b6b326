import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ACCEPTED_FILE, judge, readAcceptedChanges } from './accepted-changes.ts';
import { checkReport } from './check-report.ts';
import { loadUsers } from './load-users.ts';
import { findBase, sayBase } from './find-base.ts';
import { documentsAt, documentsHere } from './read-documents.ts';
import { serviceChanges } from './service-changes.ts';

const BREAKS = 1;
const FAILED = 2;

const root = resolve(import.meta.dirname, '../../../..');
try {
  const { values } = parseArgs({ options: { base: { type: 'string', default: 'origin/main' } } });
  const users = loadUsers(root);
  const base = await findBase(root, values.base);
  const before = await documentsAt(root, base.commit);
  const changes = serviceChanges(before, documentsHere(root, users.manifests), users);
  const file = join(root, ACCEPTED_FILE);
  const entries = existsSync(file) ? readAcceptedChanges(readFileSync(file, 'utf8')) : [];
  const judgement = judge(changes, entries, new Date().toISOString().slice(0, 10));
  console.log(checkReport(judgement, changes.length));
  console.log(sayBase(base, before.size === 0));
  if (judgement.refused.length + judgement.faults.length > 0) process.exitCode = BREAKS;
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = FAILED;
}
