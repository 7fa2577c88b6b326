import { accountContract } from '#contracts/account';
import { transactionContract } from '#contracts/transaction';
import { Client } from '../src/client.ts';

const { getAccount } = accountContract.operations;
const { getSpend } = transactionContract.operations;

const accounts = [
  'company-ab',
  'company-cd',
  'invoice-overdue',
  'card-active',
  'card-blocked',
  'card-expired',
  'no-card',
  'no-transactions',
  ...Array.from({ length: 10 }, (_, index) => `acc${index + 1}`),
];

describe('the seed data of all services', () => {
  it.each(accounts)('gives %s the same limit, and limit - spent = remaining', async (account) => {
    const client = await Client.connect();
    const own = getAccount.responses[200].schema.parse(
      (await client.get(account, `/v1/accounts/${account}`)).body,
    );
    const answer = await client.get(account, `/v1/spend?account_id=${account}`);
    const { limit, spent, remaining } = getSpend.responses[200].schema.parse(answer.body).data;
    expect(limit).toEqual(own.data.credit_limit);
    expect(limit.amount - spent.amount).toBe(remaining.amount);
  });
});
