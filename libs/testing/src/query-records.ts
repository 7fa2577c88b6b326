import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The variable with the folder in which all test files of a run record their statements. Jest's global setup sets it.
 */
const DIRECTORY = 'QUERY_RECORDS';

type Kind = 'sent' | 'explained';

export function openQueryRecords(): void {
  process.env[DIRECTORY] = mkdtempSync(join(tmpdir(), 'qred-queries-'));
}

export function recordQuery(kind: Kind, shape: string): void {
  const directory = process.env[DIRECTORY];
  if (directory) appendFileSync(join(directory, kind), `${JSON.stringify(shape)}\n`);
}

/**
 * Throws an Error if the query-plan test did not explain a statement that another test sent. The error lists these
 * statements. Checks nothing if the query-plan test has not run.
 */
export function closeQueryRecords(): void {
  const directory = process.env[DIRECTORY];
  if (!directory) return;
  const [sent, explained] = [read(directory, 'sent'), read(directory, 'explained')];
  rmSync(directory, { recursive: true, force: true });
  if (explained.size === 0) return;
  const missing = [...sent].filter((shape) => !explained.has(shape));
  if (missing.length === 0) return;
  throw new Error(
    `test/query-plans.spec.ts does not explain these statements. Add an example to the contract that sends them, ` +
      `or call their repository in \`also\`:\n\n${missing.join('\n\n')}`,
  );
}

function read(directory: string, kind: Kind): Set<string> {
  const file = join(directory, kind);
  if (!existsSync(file)) return new Set();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Set(lines.map((line) => String(JSON.parse(line))));
}
