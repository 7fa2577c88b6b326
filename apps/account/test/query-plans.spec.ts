import { AbstractLogger, DataSource } from 'typeorm';
import { z } from 'zod';
import { type AccountService, issuerToken, membershipsIn, startAccountService } from './account-service.ts';

const ROWS = 50_000;

interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string | undefined;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter': number;
  readonly Plans: readonly PlanNode[];
}

const planNode: z.ZodType<PlanNode> = z.object({
  'Node Type': z.string(),
  'Index Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Rows Removed by Filter': z.number().default(0),
  Plans: z.lazy(() => z.array(planNode)).default([]),
});
const explanation = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: planNode })]) })]);

let service: AccountService;
let statements: Statement[] = [];

beforeAll(async () => {
  service = await startAccountService();
  const { dataSource } = service.account;
  await dataSource.query(
    `INSERT INTO accounts SELECT 'many-' || n, 'Company ' || n, n, 'SEK' FROM generate_series(1, ${ROWS}) n`,
  );
  await dataSource.query(
    `INSERT INTO memberships SELECT 'user-' || n % 500, 'many-' || n FROM generate_series(1, ${ROWS}) n`,
  );
  await dataSource.query(
    `INSERT INTO memberships SELECT 'guest-' || n, 'many-1' FROM generate_series(1, 1000) n`,
  );
  await dataSource.query('VACUUM ANALYZE');
  const recorder = new (class extends AbstractLogger {
    override logQuery(sql: string, parameters: unknown[] = []): void {
      statements.push({ sql, parameters });
    }

    protected override writeLog(): void {
      // only statements are of interest
    }
  })();
  service.account.service.app.get(DataSource, { strict: false }).logger = recorder;
}, 60_000);

afterAll(() => service.stop());

/** The plan of the one statement by which a request is answered, as its nodes, outermost first. */
async function planOf(path: string, token: Promise<string>): Promise<PlanNode[]> {
  statements = [];
  const answer = await service.account.request('GET', path, { token: await token });
  expect(answer.status).toBe(200);
  expect(statements).toHaveLength(1);
  const [{ sql, parameters } = { sql: '', parameters: [] }] = statements;
  const rows: unknown = await service.account.dataSource.query(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    parameters,
  );
  const [row] = explanation.parse(rows);
  return nodesOf(row['QUERY PLAN'][0].Plan);
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...node.Plans.flatMap(nodesOf)];
}

const typesOf = (nodes: readonly PlanNode[]) => nodes.map((node) => node['Node Type']);

it.each(['/v1/accounts/many-7', '/v1/accounts/company-ab/overview'])(
  'reads the account of %s by its key',
  async (path) => {
    const nodes = await planOf(path, service.account.token('many-7', 'company-ab'));
    expect(typesOf(nodes)).toEqual(['Index Scan']);
    expect(nodes[0]?.['Actual Rows']).toBe(1);
  },
);

it("lists a user's accounts without reading those of others", async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `many-${index + 1}`);
  const nodes = await planOf('/v1/accounts?limit=5', service.account.token(...ids));
  expect(typesOf(nodes)).not.toContain('Seq Scan');
  expect(Math.max(...nodes.map((node) => node['Actual Rows']))).toBe(20);
});

it.each([
  ['user_id=user-7', 'memberships_pkey'],
  ['account_id=many-1', 'memberships_by_account'],
])(
  'lists memberships by %s from an index alone, without sorting, and as few as it shows',
  async (filter, index) => {
    const path = `/v1/memberships?${filter}&limit=5`;
    for (const suffix of ['', `&cursor=${await cursorOf(path)}`]) {
      const nodes = await planOf(`${path}${suffix}`, issuerToken(service.account));
      expect(typesOf(nodes)).toEqual(['Limit', 'Index Only Scan']);
      expect(nodes[1]).toMatchObject({
        'Index Name': index,
        'Actual Rows': 6,
        'Rows Removed by Filter': 0,
      });
    }
  },
);

async function cursorOf(path: string): Promise<string> {
  const token = await issuerToken(service.account);
  const { page } = membershipsIn(await service.account.request('GET', path, { token }));
  return page.next_cursor ?? '';
}
