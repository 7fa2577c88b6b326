import { type Example, type Operation, accountAsking, pathAsked } from '#contracts/vocabulary';
import type { TestService } from './test-service.ts';

/** Sends the request of an example as a member of its company, and expects the answer that it promises. */
export async function keepExample(
  service: Pick<TestService, 'as'>,
  operation: Operation,
  example: Example,
): Promise<void> {
  const { body, response, problem } = example;
  const asking = [accountAsking(example)];
  const answer = await service.as(asking, operation.method, pathAsked(operation, example), body);
  if (problem) expect(answer.body).toMatchObject({ code: problem });
  else expect(answer.body).toEqual(response);
}
