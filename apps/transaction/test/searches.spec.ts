import { TestService } from '#libs/testing';
import { service as transaction } from '../src/service.ts';

const SEARCHES = 20;
const POOL_SIZE = 4;
/** Searches may use 30 % of the connections in the pool, rounded down. */
const CONNECTIONS_FOR_SEARCHES = 1;

let service: TestService;

beforeAll(async () => {
  service = await TestService.start(transaction, { environment: { DATABASE_POOL_SIZE: String(POOL_SIZE) } });
});

afterAll(() => service.stop());

function search(text: string) {
  return service.as(['company-ab'], 'GET', `/v1/transactions?account_id=company-ab&text=${text}`);
}

/** Counts connections that wait for a lock, again and again until `work` ends. Returns the largest count. */
async function mostWaiting(work: Promise<unknown>): Promise<number> {
  let most = 0;
  const progress = { isDone: false };
  void work.finally(() => (progress.isDone = true));
  while (!progress.isDone) {
    // PostgreSQL reads the list of connections only once per transaction, so this query runs outside the transaction.
    const waiting = await service.dataSource.query<object[]>(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    most = Math.max(most, waiting.length);
  }
  return most;
}

it('the service refuses excess searches, so that slow searches leave connections for other requests', async () => {
  const found = await search('sj');
  const searches = await service.dataSource.transaction(async (manager) => {
    await manager.query('LOCK TABLE ledger_entries IN ACCESS EXCLUSIVE MODE');
    const running = Promise.all(Array.from({ length: SEARCHES }, (_, number) => search(`text-${number}`)));
    const waiting = mostWaiting(running);
    const spend = await service.as(['no-card'], 'GET', '/v1/spend?account_id=no-card');
    expect(spend.status).toBe(200);
    expect(await waiting).toBe(CONNECTIONS_FOR_SEARCHES);
    return running;
  });
  expect(searches.map(({ status }) => status)).toEqual(Array.from({ length: SEARCHES }, () => 503));
  expect(searches.every(({ headers }) => headers.get('retry-after') === '1')).toBe(true);
  expect(await search('sj')).toMatchObject({ status: 200, body: found.body });
});
