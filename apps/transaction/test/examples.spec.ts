import { z } from 'zod';
import { transactionContract } from '#contracts/transaction';
import { operationsOf } from '#contracts/vocabulary';
import { TestService } from '#libs/testing';
import { service } from '../src/service.ts';

let transaction: TestService;

beforeAll(async () => {
  transaction = await TestService.start(service);
});

afterAll(() => transaction.stop());

const examples = operationsOf(transactionContract).flatMap(({ id, method, path, examples }) =>
  Object.entries(examples).map(([name, example]) => ({ id, method, path, name, example })),
);

it('has examples for both operations', () => {
  expect(new Set(examples.map(({ id }) => id))).toEqual(new Set(['listTransactions', 'getSpend']));
});

it.each(examples)('answers $id as its example "$name" says', async ({ method, path, example }) => {
  const { account_id: accountId = '' } = example.query ?? {};
  const url = `${path}?${new URLSearchParams(example.query).toString()}`;
  const answer = await transaction.as([accountId], method, url);
  expect(answer.status).toBe(200);
  expect(withoutCursor(answer.body)).toEqual(withoutCursor(example.response));
});

const paged = z.looseObject({ page: z.looseObject({ next_cursor: z.string() }) });

/** A cursor is opaque: an example can only say that there is one. */
function withoutCursor(body: unknown): unknown {
  const { success, data } = paged.safeParse(body);
  return success ? { ...data, page: { ...data.page, next_cursor: 'a cursor' } } : body;
}
