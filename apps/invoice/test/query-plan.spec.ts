import { AbstractLogger } from 'typeorm';
import { EXAMPLE_DAY } from '#contracts/vocabulary';
import { TestService } from '#libs/testing';
import { InvoicesRepository } from '../src/invoices/invoices.repository.ts';
import { service } from '../src/service.ts';

const ACCOUNT = 'account-7';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly Plan[];
}

/** Keeps what TypeORM sends, so that the plan is that of the real query. */
class QueryRecorder extends AbstractLogger {
  readonly queries: { readonly sql: string; readonly parameters: unknown[] }[] = [];

  override logQuery(sql: string, parameters: unknown[] = []): void {
    this.queries.push({ sql, parameters });
  }

  protected writeLog(): void {
    // Nothing is written; what was sent is kept above.
  }
}

let invoice: TestService;

beforeAll(async () => {
  invoice = await TestService.start(service, { seed: false });
  await invoice.dataSource.query(`
    INSERT INTO invoices (invoice_id, account_id, amount, currency, issue_date, due_date, paid_amount)
    SELECT 'inv-' || n, 'account-' || n % 20, 10000, 'SEK',
           date '2026-07-01' - n % 3000 - 30, date '2026-07-01' - n % 3000,
           CASE WHEN n % 40 < 20 THEN 0 ELSE 10000 END
    FROM generate_series(1, 100000) AS n
  `);
  await invoice.dataSource.query('VACUUM ANALYZE invoices');
});

afterAll(() => invoice.stop());

it.each([
  ['every invoice', undefined, 'invoices_by_account'],
  ['the unpaid ones', 'unpaid', 'invoices_not_paid'],
  ['the overdue ones', 'overdue', 'invoices_not_paid'],
] as const)('reads %s of an account with many off an index, in order', async (_, status, index) => {
  for (const after of [undefined, { dueDate: '2026-05-20', invoiceId: 'inv-5' }]) {
    const nodes = nodesOf(await planOf(status, after));
    expect(nodes.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Scan']);
    expect(nodes.map((node) => node['Index Name'])).toEqual([undefined, index]);
    expect(nodes.every((node) => node['Actual Rows'] <= 26)).toBe(true);
  }
});

async function planOf(
  status: 'unpaid' | 'overdue' | undefined,
  after: { dueDate: string; invoiceId: string } | undefined,
): Promise<Plan> {
  const recorder = new QueryRecorder();
  const { dataSource } = invoice;
  dataSource.logger = recorder;
  await new InvoicesRepository(dataSource).list({
    accountId: ACCOUNT,
    status,
    today: EXAMPLE_DAY,
    limit: 25,
    after,
  });
  const [recorded, ...others] = recorder.queries;
  if (!recorded || others.length > 0) throw new Error(`${recorder.queries.length} queries instead of one`);
  const [answer] = await dataSource.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${recorded.sql}`,
    recorded.parameters,
  );
  return answer['QUERY PLAN'][0].Plan;
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
