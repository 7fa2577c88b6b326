import type { ServiceDefinition } from '#libs/service-kit';
import { databaseState } from './database-state.ts';
import { TestService, type TestServiceOptions } from './test-service.ts';

const LATER = '2026-08-01';

/** Declares a test that seeding a service again, on the same day or later, changes nothing. */
export function testSeed(definition: ServiceDefinition, options: TestServiceOptions = {}): void {
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start(definition, options);
  });

  afterAll(() => service.stop());

  it('the seed changes nothing if it runs again, on the same day or later', async () => {
    const empty = await TestService.start(definition, { ...options, seed: false });
    const unseeded = await databaseState(empty.dataSource);
    await empty.stop();
    const before = await databaseState(service.dataSource);
    await service.seed();
    await service.seed(LATER);
    expect(await databaseState(service.dataSource)).toEqual(before);
    expect(before).not.toEqual(unseeded);
  });
}
