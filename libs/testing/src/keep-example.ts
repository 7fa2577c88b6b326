import {
  type Example,
  type Operation,
  accountOfCaller,
  emptyStatus,
  jsonResponse,
} from '#contracts/vocabulary';
import { sendExample } from './send-example.ts';
import type { TestService } from './test-service.ts';
import { withoutVolatile } from './without-volatile.ts';

/**
 * Sends the request of an example, with a token for the example's caller. Expects the example's response, except for
 * volatile fields.
 */
export async function keepExample(
  service: Pick<TestService, 'request' | 'tokenFor'>,
  operation: Operation,
  example: Example,
): Promise<void> {
  const { response, problem } = example;
  const answer = await sendExample(service, operation, example, {
    accounts: [accountOfCaller(example)],
  });
  if (problem) {
    expect(answer.body).toMatchObject({ code: problem });
    return;
  }
  const empty = emptyStatus(operation);
  if (empty !== undefined) {
    expect(answer).toMatchObject({ status: empty, body: '' });
    return;
  }
  const success = jsonResponse(operation);
  if (!success) throw new Error(`${operation.id} has an example, but no JSON response`);
  expect(withoutVolatile(success.schema, answer.body)).toEqual(withoutVolatile(success.schema, response));
}
