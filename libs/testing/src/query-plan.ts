import { escapeLiteral } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { type Statement, StatementRecorder } from './statement-recorder.ts';

/** A step of PostgreSQL's plan. Row counts are averages per loop, and page counts are totals. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string | undefined;
  readonly 'Index Name'?: string | undefined;
  readonly 'Plan Rows': number;
  /** Undefined if PostgreSQL planned the statement but did not run it. */
  readonly 'Actual Rows'?: number | undefined;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter': number;
  readonly 'Rows Removed by Index Recheck': number;
  readonly 'Heap Fetches'?: number | undefined;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans: readonly PlanNode[];
}

const planNode: z.ZodType<PlanNode> = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Plan Rows': z.number(),
  'Actual Rows': z.number().optional(),
  'Actual Loops': z.number().default(1),
  'Rows Removed by Filter': z.number().default(0),
  'Rows Removed by Index Recheck': z.number().default(0),
  'Heap Fetches': z.number().optional(),
  'Shared Hit Blocks': z.number().default(0),
  'Shared Read Blocks': z.number().default(0),
  Plans: z.lazy(() => z.array(planNode)).default([]),
});

const explanation = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: planNode })]) })]);

/**
 * Returns one plan per statement that `work` sends, with the outermost step first. For a prepared statement, returns
 * the generic plan.
 */
export async function plansOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<PlanNode[][]> {
  const recorder = new StatementRecorder(false);
  const { logger } = dataSource;
  dataSource.logger = recorder;
  await work();
  dataSource.logger = logger;
  const statements = [...recorder.statements.values()].flat();
  const plans: PlanNode[][] = [];
  for (const statement of statements)
    plans.push(
      await (statement.isPrepared ? explainGeneric(dataSource, statement) : explain(dataSource, statement)),
    );
  return plans;
}

/** A session keeps prepared statements after a rollback, so every statement needs a different name. */
let prepared = 0;

type Explain = (runner: QueryRunner, options: string, statement: Statement) => Promise<unknown>;

/**
 * Runs a statement and rolls back the changes. If the statement fails, for example because a row already exists,
 * PostgreSQL only plans it. Returns the steps, outermost first. Throws PostgreSQL's error if the statement can't be
 * planned.
 */
export function explain(dataSource: DataSource, statement: Statement): Promise<PlanNode[]> {
  return planOf(dataSource, statement, (runner, options, { sql, parameters }) =>
    runner.query(`EXPLAIN (${options}) ${sql}`, [...parameters]),
  );
}

/** Uses the generic plan, which PostgreSQL chooses without looking at the values. */
export function explainGeneric(dataSource: DataSource, statement: Statement): Promise<PlanNode[]> {
  return planOf(dataSource, statement, async (runner, options, { sql, parameters }) => {
    await runner.query('SET LOCAL plan_cache_mode = force_generic_plan');
    const name = `explained_${(prepared += 1)}`;
    await runner.query(`PREPARE ${name} AS ${sql}`);
    return runner.query(`EXPLAIN (${options}) EXECUTE ${name} (${parameters.map(literal).join()})`);
  });
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join()}]`;
  if (value instanceof Date) return escapeLiteral(value.toISOString());
  if (typeof value === 'string' || typeof value === 'number') return escapeLiteral(String(value));
  throw new Error(
    `A prepared statement has a value of type ${typeof value}. Add a literal for this type here.`,
  );
}

async function planOf(dataSource: DataSource, statement: Statement, ask: Explain): Promise<PlanNode[]> {
  const runner = dataSource.createQueryRunner();
  try {
    return await withoutEffect(runner, 'ANALYZE, BUFFERS, FORMAT JSON', statement, ask).catch(() =>
      withoutEffect(runner, 'FORMAT JSON', statement, ask),
    );
  } finally {
    await runner.release();
  }
}

async function withoutEffect(
  runner: QueryRunner,
  options: string,
  statement: Statement,
  ask: Explain,
): Promise<PlanNode[]> {
  await runner.startTransaction();
  try {
    return nodesOf(explanation.parse(await ask(runner, options, statement))[0]['QUERY PLAN'][0].Plan);
  } finally {
    await runner.rollbackTransaction();
  }
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...plan.Plans.flatMap(nodesOf)];
}
