import { z } from 'zod';
import { transactionContract } from '#contracts/transaction';
import { accountAsking, operationsOf, pathAsked } from '#contracts/vocabulary';
import { TestService } from '#libs/testing';
import { service } from '../src/service.ts';

let transaction: TestService;

beforeAll(async () => {
  transaction = await TestService.start(service);
});

afterAll(() => transaction.stop());

const examples = operationsOf(transactionContract).flatMap((operation) =>
  Object.entries(operation.examples).map(([name, example]) => ({
    id: operation.id,
    operation,
    name,
    example,
  })),
);

it('has examples for every operation', () => {
  const ids = ['listTransactions', 'getSpend', 'getSpendOverview'];
  expect(new Set(examples.map(({ id }) => id))).toEqual(new Set(ids));
});

it.each(examples)('responds to $id as in its example "$name"', async ({ operation, example }) => {
  const url = pathAsked(operation, example);
  const answer = await transaction.as([accountAsking(example)], operation.method, url);
  if (example.problem) expect(answer.body).toMatchObject({ code: example.problem });
  else expect(withoutCursor(answer.body)).toEqual(withoutCursor(example.response));
});

const paged = z.looseObject({ page: z.looseObject({ next_cursor: z.string() }) });

/** A cursor is opaque, so an example can only say that there is one. */
function withoutCursor(body: unknown): unknown {
  const { success, data } = paged.safeParse(body);
  return success ? { ...data, page: { ...data.page, next_cursor: 'a cursor' } } : body;
}
