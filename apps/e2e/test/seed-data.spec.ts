import { accountContract } from '#contracts/account';
import { transactionContract } from '#contracts/transaction';
import { accountOfCaller } from '#contracts/vocabulary';
import { Client } from '../src/client.ts';

const { getAccount } = accountContract.operations;
const { getSpend } = transactionContract.operations;

/** The contract has an example of each seeded account. */
const accounts = Object.values(getAccount.examples)
  .filter(({ problem }) => problem === undefined)
  .map(accountOfCaller);

describe('the seed data of all services', () => {
  it.each(accounts)(
    'gives the account %s the same limit in the services account and transaction',
    async (account) => {
      const client = await Client.connect();
      const own = getAccount.responses[200].schema.parse(
        (await client.get(account, `/v1/accounts/${account}`)).body,
      );
      const { body } = await client.get(account, `/v1/spend?account_id=${account}`);
      const { limit, spent, remaining } = getSpend.responses[200].schema.parse(body).data;
      expect(limit).toEqual(own.data.credit_limit);
      expect(limit.amount - spent.amount).toBe(remaining.amount);
    },
  );
});
