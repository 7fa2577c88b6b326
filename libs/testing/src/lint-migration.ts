import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { z } from 'zod';

const SQUAWK = resolve(__dirname, '../../../node_modules/squawk-cli/js/bin/squawk');

/**
 * These rules of squawk do not apply. `migrate` sets the timeouts and rolls back a failed migration. Integer columns
 * have the type that their values need.
 */
const EXCLUDED = [
  'require-lock-timeout',
  'require-statement-timeout',
  'prefer-robust-stmts',
  'prefer-bigint-over-int',
  'prefer-bigint-over-smallint',
];

const POSTGRES_VERSION = '18';

/** Rules of the product. The rules ignore function bodies, which run later. */
const OWN_RULES: Readonly<Record<string, { readonly pattern: RegExp; readonly message: string }>> = {
  'no-row-changes': {
    pattern: /\b(?:UPDATE\s+(?:ONLY\s+)?[\w."]+\s+(?:AS\s+\w+\s+)?SET|DELETE\s+FROM|MERGE\s+INTO)\b/i,
    message:
      'Changing rows in a migration locks them until it ends. Change them in batches, outside migrations.',
  },
  'no-truncate': {
    pattern: /^\s*TRUNCATE\b/i,
    message: 'TRUNCATE deletes rows that the running version reads.',
  },
  'no-lock': { pattern: /^\s*LOCK\b/i, message: 'LOCK stops the running version.' },
  'no-check-in-new-column': {
    pattern: /\bADD\s+(?:COLUMN\s+)?(?!CONSTRAINT\b|CHECK\b)(?:(?!\bADD\b)[^;])*\bCHECK\s*\(/i,
    message:
      'A CHECK in ADD COLUMN reads every row while nobody can use the table. Use ADD CONSTRAINT … CHECK … NOT VALID.',
  },
  'no-foreign-keys': {
    pattern: /\bREFERENCES\s+[\w."]+/i,
    message: 'Databases have no foreign keys (R22 in docs/requirements.md).',
  },
};

const FUNCTION = /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE)\b/i;

export interface MigrationFault {
  readonly rule: string;
  readonly message: string;
}

const findings = z.array(
  z.object({ rule_name: z.string(), message: z.string(), help: z.string().nullable(), line: z.number() }),
);

export function lintMigration(statements: readonly string[], inTransaction: boolean): MigrationFault[] {
  if (statements.length === 0) return [];
  return [...squawkFaults(statements, inTransaction), ...statements.flatMap(ownFaults)];
}

function ownFaults(statement: string): MigrationFault[] {
  const sql = statement.replace(/--.*$/gm, '').replace(/\/\*[^]*?\*\//g, '');
  if (FUNCTION.test(sql)) return [];
  return Object.entries(OWN_RULES)
    .filter(([, { pattern }]) => pattern.test(sql))
    .map(([rule, { message }]) => ({ rule, message: `${message} ${oneLine(statement)}` }));
}

function squawkFaults(statements: readonly string[], inTransaction: boolean): MigrationFault[] {
  const { stdout, stderr, error } = spawnSync(
    process.execPath,
    [
      SQUAWK,
      '--reporter=json',
      '--stdin-filepath=migration.sql',
      `--pg-version=${POSTGRES_VERSION}`,
      `--exclude=${EXCLUDED.join()}`,
      inTransaction ? '--assume-in-transaction' : '--no-assume-in-transaction',
    ],
    { input: statements.map((statement) => `${oneLine(statement)};`).join('\n'), encoding: 'utf8' },
  );
  if (error) throw error;
  if (!stdout.startsWith('[')) throw new Error(`squawk did not run: ${stderr || stdout}`);
  return findings.parse(JSON.parse(stdout)).map(({ rule_name: rule, message, help, line }) => ({
    rule,
    message: [message, help, oneLine(statements[line] ?? '')].filter(Boolean).join(' '),
  }));
}

/**
 * Puts a statement on one line, without comments. Squawk then reports the number of the statement as the line number.
 */
function oneLine(statement: string): string {
  return statement
    .replace(/--.*$/gm, '')
    .replace(/\s+/g, ' ')
    .replace(/[;\s]+$/, '')
    .trim();
}
