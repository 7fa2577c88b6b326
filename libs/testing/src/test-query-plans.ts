import type { DataSource } from 'typeorm';
import { MIGRATIONS_TABLE } from '#libs/database';
import type { ServiceDefinition } from '#libs/service-kit';
import { tablesOf } from './database-state.ts';
import { type Values, driveOperations, withoutSuccess } from './drive-operations.ts';
import { fillTables, withoutTimeout } from './fill-tables.ts';
import { recordQuery } from './query-records.ts';
import { type PlanNode, explain, explainGeneric } from './query-plan.ts';
import type { Statement } from './statement-recorder.ts';
import { TestService } from './test-service.ts';

const ROWS = 30_000;
/** The maximum number of rows that one step reads: five times the largest page (100). A full scan reads far more. */
const MAX_ROWS = 500;
/**
 * The maximum number of pages (8 kB) that a statement reads. A read of 100 scattered rows needs 100 pages. A scan of
 * a full index needs several hundred.
 */
const MAX_PAGES = 200;

export interface AcceptedPlan {
  readonly statement: RegExp;
  readonly because: string;
}

export interface QueryPlanOptions {
  /** Filter values. Set them if the default values match too few rows for a second page. */
  readonly values?: Values;
  /** Maps a table to an INSERT statement, if the table can't be filled with copies of its rows. */
  readonly fill?: Readonly<Record<string, string>>;
  /** Changes the copied rows, so that they are realistic. For example, most invoices of an account are paid. */
  readonly adjust?: (dataSource: DataSource) => Promise<unknown>;
  /** Calls repositories that no operation uses. */
  readonly also?: (service: TestService) => Promise<unknown>;
  readonly accepted?: readonly AcceptedPlan[];
}

/**
 * Declares a test that every statement of a service uses an index and reads few rows, even if the tables are full.
 * The test calls all operations of the contract, and explains each statement with the parameters that the service
 * sent. A second check uses values that match no rows or all rows. A third check uses PostgreSQL's generic plan of
 * each prepared statement.
 */
export function testQueryPlans(definition: ServiceDefinition, options: QueryPlanOptions = {}): void {
  let service: TestService;
  let refused: readonly string[];

  beforeAll(async () => {
    service = await TestService.start(definition);
    const drive = async () => {
      const seen = await driveOperations(service, definition.contract, options.values);
      await options.also?.(service);
      return seen;
    };
    refused = withoutSuccess(await drive());
    await fillTables(service.dataSource, ROWS, options.fill);
    if (options.adjust) await adjustRows(service.dataSource, options.adjust);
    await withoutTimeout(service.dataSource, 'VACUUM ANALYZE');
    await drive();
  }, 300_000);

  afterAll(() => service.stop());

  it('the test calls every operation successfully', () => {
    expect(refused).toEqual([]);
  });

  it('every statement uses an index and reads few rows of every table', async () => {
    const { dataSource, recorder } = service;
    const filled = await filledTables(dataSource);
    const faults: string[] = [];
    const used = new Set<AcceptedPlan>();
    for (const [shape, statements] of recorder.statements) {
      recordQuery('explained', shape);
      const fault = await firstFault(dataSource, statements, filled);
      const accepted = fault && options.accepted?.find(({ statement }) => statement.test(shape));
      if (accepted) used.add(accepted);
      else if (fault) faults.push(fault);
    }
    const unused = (options.accepted ?? []).filter((each) => !used.has(each));
    expect(recorder.statements.size).toBeGreaterThan(0);
    expect([
      ...faults,
      ...unused.map(({ statement }) => `The accepted plan ${statement} matches no fault. Remove it.`),
    ]).toEqual([]);
  }, 300_000);
}

/**
 * Changed rows leave free space in the indexes. Without a reindex, the planner would overestimate the size of the
 * indexes.
 */
async function adjustRows(
  dataSource: DataSource,
  adjust: (dataSource: DataSource) => Promise<unknown>,
): Promise<void> {
  await adjust(dataSource);
  await withoutTimeout(dataSource, 'VACUUM');
  await withoutTimeout(dataSource, 'REINDEX SCHEMA public');
}

async function firstFault(
  dataSource: DataSource,
  statements: readonly Statement[],
  filled: ReadonlySet<string>,
): Promise<string | undefined> {
  for (const statement of statements) {
    const fault = faultOf(await explain(dataSource, statement), statement, filled);
    if (fault) return `${fault}: ${described(statement)}`;
    const generic = statement.isPrepared ? await explainGeneric(dataSource, statement) : [];
    const kept = faultOf(generic, statement, filled);
    if (kept) return `${kept}, with the generic plan for all values: ${described(statement)}`;
    for (const variant of variantsOf(statement)) {
      // PostgreSQL returns an error if the parameter has the wrong type. The error doesn't matter, because the
      // service can't send such a value.
      const nodes = await explain(dataSource, variant).catch(() => []);
      const rare = faultOf(nodes, variant, filled);
      if (rare) return `${rare}, when a parameter matches nothing: ${described(variant)}`;
    }
  }
  return undefined;
}

function described({ sql, parameters }: Statement): string {
  return `${sql.replace(/\s+/g, ' ').trim()} -- ${JSON.stringify(parameters)}`;
}

function faultOf(
  nodes: readonly PlanNode[],
  { sql }: Statement,
  filled: ReadonlySet<string>,
): string | undefined {
  for (const node of nodes) {
    const table = node['Relation Name'];
    const isScan = node['Node Type'].endsWith('Scan');
    if (isScan && table !== undefined && table !== MIGRATIONS_TABLE && !filled.has(table))
      return `${table} has no rows. Add an INSERT statement to \`fill\`.`;
    if (node['Node Type'] === 'Seq Scan') return `Reads all of ${table}`;
    const rows = rowsRead(node);
    if (isScan && rows > MAX_ROWS) return `Reads ${Math.round(rows)} rows of ${table ?? node['Index Name']}`;
  }
  const [top] = nodes;
  const pages = top ? top['Shared Hit Blocks'] + top['Shared Read Blocks'] : 0;
  const isRead = /^\s*(?:SELECT|WITH)\b/i.test(sql) && !/\b(?:INSERT|UPDATE|DELETE)\b/i.test(sql);
  return isRead && pages > MAX_PAGES ? `Reads ${pages} pages` : undefined;
}

function rowsRead(node: PlanNode): number {
  const perLoop = node['Actual Rows'];
  if (perLoop === undefined) return node['Plan Rows'];
  return (
    (perLoop + node['Rows Removed by Filter'] + node['Rows Removed by Index Recheck']) * node['Actual Loops']
  );
}

/**
 * Returns copies of a statement. In each copy, one parameter is replaced with a value that matches no rows or all
 * rows. Limits don't change.
 */
function variantsOf(statement: Statement): Statement[] {
  const { sql, parameters } = statement;
  if (/^\s*INSERT\b/i.test(sql)) return [];
  const limits = new Set([...sql.matchAll(/\bLIMIT \$(\d+)/gi)].map(([, number]) => Number(number) - 1));
  return parameters.flatMap((parameter, position) =>
    limits.has(position)
      ? []
      : extremesOf(parameter).map((extreme) => ({
          ...statement,
          parameters: parameters.with(position, extreme),
        })),
  );
}

function extremesOf(parameter: unknown): unknown[] {
  if (parameter instanceof Date) return [new Date('1900-01-01T00:00:00Z'), new Date('2900-01-01T00:00:00Z')];
  if (typeof parameter === 'number') return [-2_147_483_648, 2_147_483_647];
  if (typeof parameter !== 'string') return [];
  if (/^\d{4}-\d{2}-\d{2}/.test(parameter)) return ['1900-01-01', '2900-01-01'];
  if (/^-?\d+$/.test(parameter)) return ['-2147483648', '2147483647'];
  // Keeps the wildcards of a LIKE pattern, and changes only the text between them.
  return [parameter.replace(/[^%]+/, (text) => `absent-${text}`)];
}

async function filledTables(dataSource: DataSource): Promise<ReadonlySet<string>> {
  const filled = new Set<string>();
  for (const table of await tablesOf(dataSource)) {
    const rows = await dataSource.query<unknown[]>(`SELECT FROM "${table}" LIMIT 1`);
    if (rows.length > 0 && table !== MIGRATIONS_TABLE) filled.add(table);
  }
  return filled;
}
