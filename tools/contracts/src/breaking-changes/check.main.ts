import { resolve } from 'node:path';
import { BASE_OPTION, runCommand } from '#libs/command-line';
import { applyAcceptedChanges, readAccepted } from './accepted-changes.ts';
import { checkReport } from './check-report.ts';
import { compareWithBase } from './compare-with-base.ts';

const BREAKS = 1;
const FAILED = 2;

await runCommand(
  {
    name: 'npm run contract:check',
    help: `Compares the contracts with the base. Exits with ${BREAKS} if a change breaks clients, and with ${FAILED} if it can't compare.`,
    options: {
      base: BASE_OPTION,
    },
  },
  async (values) => {
    const root = resolve(import.meta.dirname, '../../../..');
    const { changes, base } = await compareWithBase(root, values.base);
    const result = applyAcceptedChanges(changes, readAccepted(root), new Date().toISOString().slice(0, 10));
    console.log(checkReport(result, changes.length));
    console.log(base);
    if (result.refused.length + result.expired.length > 0) process.exitCode = BREAKS;
  },
  FAILED,
);
