import { TestService } from '#libs/testing';
import { service as transaction } from '../src/service.ts';

const SEARCHES = 20;

let service: TestService;

beforeAll(async () => {
  service = await TestService.start(transaction, { environment: { DATABASE_POOL_SIZE: '4' } });
});

afterAll(() => service.stop());

function search(text: string) {
  return service.as(['company-ab'], 'GET', `/v1/transactions?account_id=company-ab&text=${text}`);
}

it('leaves connections for other requests while searches are slow, and refuses excess searches', async () => {
  const found = await search('sj');
  const searches = await service.dataSource.transaction(async (manager) => {
    await manager.query('LOCK TABLE ledger_entries IN ACCESS EXCLUSIVE MODE');
    const running = Array.from({ length: SEARCHES }, (_, number) => search(`text-${number}`));
    const spend = await service.as(['no-card'], 'GET', '/v1/spend?account_id=no-card');
    expect(spend.status).toBe(200);
    return Promise.all(running);
  });
  expect(searches.map(({ status }) => status)).toEqual(Array.from({ length: SEARCHES }, () => 503));
  expect(searches.every(({ headers }) => headers.get('retry-after') === '1')).toBe(true);
  expect(await search('sj')).toMatchObject({ status: 200, body: found.body });
});
