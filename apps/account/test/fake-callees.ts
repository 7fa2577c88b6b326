import { cardContract } from '#contracts/card';
import { invoiceContract } from '#contracts/invoice';
import { type SpendOverview, transactionContract } from '#contracts/transaction';
import { FakeCallee } from '#libs/testing';

export async function startCallees() {
  const [card, transaction, invoice] = await Promise.all([
    FakeCallee.start(cardContract),
    FakeCallee.start(transactionContract),
    FakeCallee.start(invoiceContract),
  ]);
  return { card, transaction, invoice };
}

export type Callees = Awaited<ReturnType<typeof startCallees>>;

export function spendOverviewWith(change: Partial<SpendOverview>): { data: SpendOverview } {
  const { examples, responses } = transactionContract.operations.getSpendOverview;
  const { data } = responses[200].schema.parse(examples.wireframe?.response);
  return { data: { ...data, ...change } };
}
