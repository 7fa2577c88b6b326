import { EXAMPLE_DAY, sek } from '#contracts/vocabulary';
import { testQueryPlans } from '#libs/testing';
import { service } from '../src/service.ts';
import { SpendRepository } from '../src/spend/spend.repository.ts';
import { purchase } from './support.ts';

let recorded = 0;

testQueryPlans(service, {
  values: { text: 'espresso', to: EXAMPLE_DAY, status: 'posted' },
  accepted: [
    {
      statement: /GROUP BY/,
      because: 'The purchases of one company in a period are a few hundred. Few such sums run at a time.',
    },
  ],
  // The test records entries directly, because no operation writes to the ledger yet.
  also: async (transaction) => {
    const spend = transaction.get(SpendRepository);
    recorded += 1;
    await spend.record([purchase(`txn-plan-${recorded}`)]);
    await spend.setLimit('acc1', sek(1_000_000));
  },
});
