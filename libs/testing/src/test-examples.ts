import { operationsOf } from '#contracts/vocabulary';
import { MIGRATIONS_TABLE } from '#libs/database';
import type { ServiceDefinition } from '#libs/service-kit';
import { tablesOf } from './database-state.ts';
import { keepExample } from './keep-example.ts';
import { TestService } from './test-service.ts';

/** The audit log cannot be truncated, and no response depends on it. */
const KEPT = [MIGRATIONS_TABLE, 'audit_log'];

/**
 * Declares a test for each example of the built operations: the service must return the example's response. Each
 * write starts from the seed data.
 */
export function testExamples(definition: ServiceDefinition): void {
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start(definition);
  });

  afterAll(() => service.stop());

  for (const operation of operationsOf(definition.contract).filter(({ built }) => built)) {
    for (const [name, example] of Object.entries(operation.examples)) {
      it(`${operation.id} returns the response of its example ${name}`, async () => {
        if (operation.method !== 'GET') await resetData(service);
        await keepExample(service, operation, example);
      });
    }
  }
}

async function resetData(service: TestService): Promise<void> {
  const tables = (await tablesOf(service.dataSource)).filter((table) => !KEPT.includes(table));
  await service.dataSource.query(`TRUNCATE ${tables.join(', ')}`);
  await service.seed();
}
