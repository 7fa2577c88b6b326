import { TestService } from '#libs/testing';
import { service as customer } from '../src/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await TestService.start(customer);
});

afterAll(() => service.stop());

it('keeps the time of a support request as finely as a cursor carries it', async () => {
  const rows: unknown = await service.dataSource.query(
    `SELECT datetime_precision FROM information_schema.columns
     WHERE table_name = 'support_requests' AND column_name = 'created_at'`,
  );
  expect(rows).toEqual([{ datetime_precision: 3 }]);
});
