import type { DataSource } from 'typeorm';
import { MIGRATIONS_TABLE } from '#libs/database';
import type { ServiceDefinition } from '#libs/service-kit';
import { tablesOf } from './database-state.ts';
import { type Values, driveOperations, withoutSuccess } from './drive-operations.ts';
import { fillTables, withoutTimeout } from './fill-tables.ts';
import { noteQuery } from './query-records.ts';
import { type PlanNode, explain, explainGeneric } from './query-plan.ts';
import type { Statement } from './statement-recorder.ts';
import { TestService } from './test-service.ts';

/** Rows of each filled table. */
const ROWS = 30_000;
/** Rows that one step may read: a few of the largest pages (100). More than that grows with the table. */
const MAX_ROWS = 500;
/** Pages (8 kB) that a read may touch: a page of 100 scattered rows is 100 of them, a whole index several hundred. */
const MAX_PAGES = 200;

export interface AcceptedPlan {
  /** What the statement's text holds. */
  readonly statement: RegExp;
  /** Why it may read many rows, and what bounds them. */
  readonly because: string;
}

export interface QueryPlanOptions {
  /** Values of filters that find enough for a second page, where the first valid ones do not. */
  readonly values?: Values;
  /** By table, an INSERT statement that fills it where copies of its rows can't. */
  readonly fill?: Readonly<Record<string, string>>;
  /** Makes the copied rows realistic, for example where only few rows of an account can have a state. */
  readonly adjust?: (dataSource: DataSource) => Promise<unknown>;
  /** Calls repositories that no operation reaches. */
  readonly also?: (service: TestService) => Promise<unknown>;
  readonly accepted?: readonly AcceptedPlan[];
}

/**
 * Declares the test that every statement a service sends reads filled tables by their indexes, and few rows of them.
 * It drives all operations of the contract and explains each statement with the parameters sent, with values for each
 * parameter that match nothing, and, if it is prepared, with the plan that PostgreSQL keeps for all values.
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
  }, 120_000);

  afterAll(() => service.stop());

  it('sends every operation a request that succeeds', () => {
    expect(refused).toEqual([]);
  });

  it('reads every table by an index, and few rows of it', async () => {
    const { dataSource, recorder } = service;
    const filled = await filledTables(dataSource);
    const faults: string[] = [];
    const used = new Set<AcceptedPlan>();
    for (const [shape, statements] of recorder.statements) {
      noteQuery('explained', shape);
      const fault = await firstFault(dataSource, statements, filled);
      const accepted = fault && options.accepted?.find(({ statement }) => statement.test(shape));
      if (accepted) used.add(accepted);
      else if (fault) faults.push(fault);
    }
    const unused = (options.accepted ?? []).filter((each) => !used.has(each));
    expect(recorder.statements.size).toBeGreaterThan(0);
    expect([...faults, ...unused.map(({ statement }) => `${statement} accepts nothing; remove it`)]).toEqual(
      [],
    );
  }, 120_000);
}

/** What changed leaves room in the indexes, which the planner takes for their size. */
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
    if (kept) return `${kept}, when PostgreSQL keeps one plan for all values: ${described(statement)}`;
    for (const variant of variantsOf(statement)) {
      // A value of the wrong type is no value that the service could send.
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
      return `${table} has no rows; give it some in \`fill\``;
    if (node['Node Type'] === 'Seq Scan') return `Reads all of ${table}`;
    const rows = rowsRead(node);
    if (isScan && rows > MAX_ROWS) return `Reads ${Math.round(rows)} rows of ${table ?? node['Index Name']}`;
  }
  const [top] = nodes;
  const pages = top ? top['Shared Hit Blocks'] + top['Shared Read Blocks'] : 0;
  const isRead = /^\s*(?:SELECT|WITH)\b/i.test(sql) && !/\b(?:INSERT|UPDATE|DELETE)\b/i.test(sql);
  return isRead && pages > MAX_PAGES ? `Reads ${pages} pages` : undefined;
}

/** Those that a scan returns and those that it passes over. */
function rowsRead(node: PlanNode): number {
  const perLoop = node['Actual Rows'];
  if (perLoop === undefined) return node['Plan Rows'];
  return (
    (perLoop + node['Rows Removed by Filter'] + node['Rows Removed by Index Recheck']) * node['Actual Loops']
  );
}

/** The statement with each parameter in turn replaced by values that match nothing or everything; limits stay. */
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
  // Between the wildcards of a pattern the text stays a pattern.
  return [parameter.replace(/[^%]+/, (text) => `absent-${text}`)];
}

/** Tables with rows, the migrations table aside. */
async function filledTables(dataSource: DataSource): Promise<ReadonlySet<string>> {
  const filled = new Set<string>();
  for (const table of await tablesOf(dataSource)) {
    const rows = await dataSource.query<unknown[]>(`SELECT FROM "${table}" LIMIT 1`);
    if (rows.length > 0 && table !== MIGRATIONS_TABLE) filled.add(table);
  }
  return filled;
}
