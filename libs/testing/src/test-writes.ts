import { randomUUID } from 'node:crypto';
import { type Example, type Operation, operationsOf } from '#contracts/vocabulary';
import type { ServiceDefinition } from '#libs/service-kit';
import type { TestResponse } from './contract-caller.ts';
import { sendExample } from './send-example.ts';
import { TestService } from './test-service.ts';

/**
 * Declares tests that every write adds one audit row for its effect, and no row for a repeated request. The tests
 * send the first successful example of each built operation.
 */
export function testWrites(definition: ServiceDefinition): void {
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start(definition);
  });

  afterAll(() => service.stop());

  const writes = operationsOf(definition.contract).filter(({ method, built }) => built && method !== 'GET');
  if (writes.length === 0) it.todo('every write adds one audit row (this service has no writes yet)');
  for (const operation of writes) {
    it(`${operation.id} adds one audit row for its effect, and no row for a repeated request`, async () => {
      const example = Object.values(operation.examples).find(({ problem }) => problem === undefined);
      if (!example) throw new Error(`${operation.id} has no example of a success`);
      const key = randomUUID();
      const first = await send(service, operation, example, key);
      const again = await send(service, operation, example, key);
      expect(again.answer.status).toBe(first.answer.status);
      expect(again.answer.headers.get('idempotent-replayed')).toBe('true');
      expect([first.auditedOperations, again.auditedOperations]).toEqual([[operation.id], []]);
    });
  }
}

async function send(
  service: TestService,
  operation: Operation,
  example: Example,
  idempotencyKey: string,
): Promise<{ readonly answer: TestResponse; readonly auditedOperations: readonly string[] }> {
  const requestId = randomUUID();
  const headers = { 'x-request-id': requestId };
  const answer = await sendExample(service, operation, example, { idempotencyKey, headers });
  const rows = await service.dataSource.query<{ operation: string }[]>(
    'SELECT operation FROM audit_log WHERE request_id = $1',
    [requestId],
  );
  return { answer, auditedOperations: rows.map((row) => row.operation) };
}
