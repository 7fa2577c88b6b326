import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { applyAcceptedChanges, readAccepted } from './accepted-changes.ts';
import { checkReport } from './check-report.ts';
import { compareWithBase } from './compare-with-base.ts';

const BREAKS = 1;
const FAILED = 2;

const root = resolve(import.meta.dirname, '../../../..');
try {
  const { values } = parseArgs({ options: { base: { type: 'string', default: 'origin/main' } } });
  const { changes, base } = await compareWithBase(root, values.base);
  const result = applyAcceptedChanges(changes, readAccepted(root), new Date().toISOString().slice(0, 10));
  console.log(checkReport(result, changes.length));
  console.log(base);
  if (result.refused.length + result.expired.length > 0) process.exitCode = BREAKS;
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = FAILED;
}
