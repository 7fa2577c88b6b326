import { accountContract } from '#contracts/account';
import { cardContract } from '#contracts/card';
import { sek } from '#contracts/vocabulary';
import { Client } from '../src/client.ts';

const { getOverview, listAccounts } = accountContract.operations;
const { activateCard } = cardContract.operations;

function overviewOf(body: unknown) {
  return getOverview.responses[200].schema.parse(body).data;
}

describe('the mobile view of Company AB', () => {
  let client: Client;
  let overview: ReturnType<typeof overviewOf>;

  beforeAll(async () => {
    client = await Client.connect();
    const response = await client.get('company-ab', '/v1/accounts/company-ab/overview');
    expect(response.status).toBe(200);
    overview = overviewOf(response.body);
  });

  it('returns every section', () => {
    expect(overview.sections).toEqual({ cards: 'ok', transactions: 'ok', spend: 'ok', invoices: 'ok' });
  });

  it('returns both companies of the user for the company switcher', async () => {
    expect(overview.account_name).toBe('Company AB');
    const { body } = await client.get('company-ab', listAccounts.path);
    const names = listAccounts.responses[200].schema.parse(body).data.map((account) => account.account_name);
    expect(names).toEqual(['Company AB', 'Company CD']);
  });

  it('returns one due invoice for the chip', () => {
    expect(overview.invoices?.map(({ status }) => status)).toEqual(['due']);
  });

  it('returns a card with an image that a phone can fetch', async () => {
    const [card, ...others] = overview.cards ?? [];
    expect(others).toEqual([]);
    const image = await fetch(card?.image_url ?? '');
    expect(image.status).toBe(200);
    expect(image.headers.get('content-type')).toBe('image/png');
    const bytes = new Uint8Array(await image.arrayBuffer());
    expect([...bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  });

  it('returns a limit of 10 000 kr, of which 4 600 kr are spent and 5 400 kr remain', () => {
    expect(overview).toMatchObject({
      total_spend: sek(1_000_000),
      remaining_spend: sek(540_000),
      spent: sek(460_000),
    });
  });

  it('returns three transactions and a count of 57', () => {
    const { total_num_of_transactions: total, transactions } = overview.transaction_collection;
    expect(transactions).toHaveLength(3);
    expect((total ?? 0) - (transactions?.length ?? 0)).toBe(54);
  });

  it('allows the activation of the card', () => {
    expect(overview.cards?.[0]?.actions.activate).toEqual({ allowed: true, reason: null });
  });

  it('is the same at its second path, the reference path', async () => {
    const { status, body } = await client.get('company-ab', '/account/overview/company-ab');
    expect(status).toBe(200);
    const withoutImages = (data: typeof overview) => ({
      ...data,
      cards: data.cards?.map((card) => ({ ...card, image_url: '' })),
    });
    expect(withoutImages(overviewOf(body))).toEqual(withoutImages(overview));
  });

  it('contains as many transactions as requested', async () => {
    const { body } = await client.get('company-ab', '/v1/accounts/company-ab/overview?transactions=25');
    expect(overviewOf(body).transaction_collection.transactions).toHaveLength(25);
  });
});

describe('the overview', () => {
  const overviewFor = async (account: string) => {
    const client = await Client.connect();
    const { body } = await client.get(account, `/v1/accounts/${account}/overview`);
    return overviewOf(body);
  };

  it.each([
    ['card-active', 'active', 'CARD_ALREADY_ACTIVE'],
    ['card-blocked', 'blocked', 'CARD_BLOCKED'],
    ['card-expired', 'expired', 'CARD_EXPIRED'],
    ['no-transactions', 'ordered', 'CARD_NOT_DELIVERED'],
  ])('of %s has a card that is %s and cannot be activated', async (account, status, reason) => {
    const { cards } = await overviewFor(account);
    expect(cards).toMatchObject([{ status, actions: { activate: { allowed: false, reason } } }]);
  });

  it('of a company without cards and invoices has empty lists, not null', async () => {
    expect(await overviewFor('no-card')).toMatchObject({ cards: [], invoices: [] });
  });

  it('of a company without transactions has an empty list, and the full limit remaining', async () => {
    const overview = await overviewFor('no-transactions');
    expect(overview.transaction_collection).toEqual({ total_num_of_transactions: 0, transactions: [] });
    expect(overview.remaining_spend).toEqual(overview.total_spend);
  });

  it('shows an invoice after its due date as overdue', async () => {
    expect((await overviewFor('invoice-overdue')).invoices).toMatchObject([{ status: 'overdue' }]);
  });

  it('of acc1 has 800 of 1 000 kr remaining, five transactions, no cards and no invoices', async () => {
    expect(await overviewFor('acc1')).toMatchObject({
      account_name: 'Global Tech Solutions',
      total_spend: sek(100_000),
      remaining_spend: sek(80_000),
      transaction_collection: { total_num_of_transactions: 5 },
      cards: [],
      invoices: [],
    });
  });
});

// These tests must be last, because they change data that the tests above read.
describe('the activation of the card', () => {
  it("succeeds only for members of the card's company, and then the overview shows the active card", async () => {
    const client = await Client.connect();
    const view = async () =>
      overviewOf((await client.get('company-ab', '/v1/accounts/company-ab/overview')).body);
    const [card] = (await view()).cards ?? [];
    const path = `/v1/cards/${card?.card_id}/activation`;
    expect(card).toMatchObject({ last_four: null, expires: null });
    const { wireframe } = activateCard.examples;
    if (!wireframe) throw new Error('activateCard has no example "wireframe"');
    const { body: printed } = wireframe;
    expect((await client.post('acc1', path, printed)).status).toBe(404);
    const first = await client.post('company-ab', path, printed);
    expect(first.status).toBe(200);
    expect((await client.post('company-ab', path, printed)).status).toBe(200);
    expect((await client.post('company-ab', path, { ...printed, last_four: '0000' })).body).toMatchObject({
      code: 'CARD_ALREADY_ACTIVE',
    });
    expect((await view()).cards).toMatchObject([
      { status: 'active', last_four: printed?.last_four, actions: { activate: { allowed: false } } },
    ]);
  });
});
