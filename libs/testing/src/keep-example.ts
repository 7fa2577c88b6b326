import {
  type Example,
  type Operation,
  accountOfCaller,
  jsonResponse,
  pathOfExample,
} from '#contracts/vocabulary';
import type { TestService } from './test-service.ts';
import { withoutVolatile } from './without-volatile.ts';

/** Sends the request of an example as a member of its company, and expects its response, apart from volatile fields. */
export async function keepExample(
  service: Pick<TestService, 'as'>,
  operation: Operation,
  example: Example,
): Promise<void> {
  const { body, response, problem } = example;
  const accounts = [accountOfCaller(example)];
  const answer = await service.as(accounts, operation.method, pathOfExample(operation, example), body);
  if (problem) {
    expect(answer.body).toMatchObject({ code: problem });
    return;
  }
  const success = jsonResponse(operation);
  if (!success) throw new Error(`${operation.id} has an example, but no JSON response`);
  expect(withoutVolatile(success.schema, answer.body)).toEqual(withoutVolatile(success.schema, response));
}
