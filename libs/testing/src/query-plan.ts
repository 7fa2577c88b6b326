import type { DataSource, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { type Statement, StatementRecorder } from './statement-recorder.ts';

/** One step of how PostgreSQL carries out a statement. Counts are those of all its loops together. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string | undefined;
  readonly 'Index Name'?: string | undefined;
  readonly 'Plan Rows': number;
  /** Undefined where the statement was planned and not run. */
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

/** How PostgreSQL carries out each statement that `work` sends: the steps of each, outermost first. */
export async function plansOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<PlanNode[][]> {
  const recorder = new StatementRecorder(false);
  const { logger } = dataSource;
  dataSource.logger = recorder;
  await work();
  dataSource.logger = logger;
  const statements = [...recorder.statements.values()].flat();
  const plans: PlanNode[][] = [];
  for (const statement of statements) plans.push(await explain(dataSource, statement));
  return plans;
}

/**
 * Runs a statement and takes back what it changed. Where it can't run (a row is there already), it is planned only.
 * Returns its steps, outermost first; throws PostgreSQL's error for a statement that can't be planned.
 */
export async function explain(dataSource: DataSource, statement: Statement): Promise<PlanNode[]> {
  const runner = dataSource.createQueryRunner();
  try {
    return await withoutEffect(runner, 'ANALYZE, BUFFERS, FORMAT JSON', statement).catch(() =>
      withoutEffect(runner, 'FORMAT JSON', statement),
    );
  } finally {
    await runner.release();
  }
}

async function withoutEffect(
  runner: QueryRunner,
  options: string,
  { sql, parameters }: Statement,
): Promise<PlanNode[]> {
  await runner.startTransaction();
  try {
    const rows: unknown = await runner.query(`EXPLAIN (${options}) ${sql}`, [...parameters]);
    return nodesOf(explanation.parse(rows)[0]['QUERY PLAN'][0].Plan);
  } finally {
    await runner.rollbackTransaction();
  }
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...plan.Plans.flatMap(nodesOf)];
}
