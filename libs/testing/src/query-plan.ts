import { AbstractLogger, type DataSource } from 'typeorm';
import { z } from 'zod';

/** One step of how PostgreSQL carried out a query. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string | undefined;
  readonly 'Actual Rows': number;
  readonly Plans: readonly PlanNode[];
}

const planNode: z.ZodType<PlanNode> = z.object({
  'Node Type': z.string(),
  'Index Name': z.string().optional(),
  'Actual Rows': z.number(),
  Plans: z.lazy(() => z.array(planNode)).default([]),
});

const explanation = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: planNode })]) })]);

/** Keeps what TypeORM sends, so that a plan is that of the real query. */
class QueryRecorder extends AbstractLogger {
  readonly queries: { readonly sql: string; readonly parameters: unknown[] }[] = [];

  override logQuery(sql: string, parameters: unknown[] = []): void {
    this.queries.push({ sql, parameters });
  }

  protected writeLog(): void {
    // Nothing is written; what was sent is kept above.
  }
}

/** How PostgreSQL carries out each query that `work` sends: the steps of each, outermost first. */
export async function plansOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<PlanNode[][]> {
  const recorder = new QueryRecorder();
  const { logger } = dataSource;
  dataSource.logger = recorder;
  await work();
  dataSource.logger = logger;
  const plans: PlanNode[][] = [];
  for (const { sql, parameters } of recorder.queries) {
    const answer: unknown = await dataSource.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, parameters);
    plans.push(nodesOf(explanation.parse(answer)[0]['QUERY PLAN'][0].Plan));
  }
  return plans;
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...plan.Plans.flatMap(nodesOf)];
}
