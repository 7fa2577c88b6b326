import {
  cardLabel,
  homeCard,
  invoiceChip,
  moreTransactions,
  refusalText,
  remainingShare,
} from './home-state.ts';

const card = (card_id: string, allowed: boolean) => ({
  card_id,
  status: allowed ? 'inactive' : 'active',
  last_four: null,
  expires: null,
  image_url: 'https://images.example/a.png',
  actions: { activate: { allowed, reason: allowed ? null : 'CARD_ALREADY_ACTIVE' } },
});

const row = {
  transaction_id: 'a',
  merchant: 'A',
  amount: { amount: 1, currency: 'SEK' },
  status: 'posted',
  occurred_at: '2026-06-14T12:00:00Z',
};

describe('invoiceChip', () => {
  it.each([
    [null, undefined],
    [[], undefined],
    [['due'], 'Invoice due'],
    [['due', 'due'], '2 invoices due'],
    [['due', 'overdue'], 'Invoice overdue'],
    [['overdue', 'overdue', 'due'], '2 invoices overdue'],
  ])('summarizes the invoice statuses %j as %j', (statuses, text) => {
    expect(invoiceChip(statuses && statuses.map((status) => ({ status })))?.text).toBe(text);
  });

  it('gives due and overdue invoices different styles', () => {
    expect(invoiceChip([{ status: 'due' }])?.tone).not.toBe(invoiceChip([{ status: 'overdue' }])?.tone);
  });
});

describe('moreTransactions', () => {
  it.each([
    [57, 3, '54 more items in transaction view'],
    [4, 3, '1 more item in transaction view'],
    [12_348, 3, '12\u{A0}345 more items in transaction view'],
    [3, 3, 'Transaction view'],
    [0, 0, undefined],
  ])('describes %d transactions, %d of them visible, as %j', (total, shown, text) => {
    const transactions = Array.from({ length: shown }, () => row);
    expect(moreTransactions({ total_num_of_transactions: total, transactions })).toBe(text);
  });

  it('returns a text without a number while the transactions are unavailable', () => {
    expect(moreTransactions({ total_num_of_transactions: null, transactions: null })).toBe(
      'All transactions',
    );
  });
});

describe('homeCard', () => {
  it('returns a card that can be activated, even if it is not the first card', () => {
    expect(homeCard([card('a', false), card('b', true)])?.card_id).toBe('b');
  });

  it('returns the first card if no card can be activated', () => {
    expect(homeCard([card('a', false), card('b', false)])?.card_id).toBe('a');
    expect(homeCard([])).toBeUndefined();
  });
});

describe('the texts for a card', () => {
  it('are neutral for an unknown status', () => {
    expect(cardLabel('melted')).toEqual({ text: 'Unknown status', tone: 'calm' });
  });

  it('say that the card cannot be activated, even if the app does not know the reason', () => {
    expect(refusalText('CARD_ON_THE_MOON')).toBe('This card can’t be activated in the app.');
  });

  it('are empty for an active card and for a card that can be activated', () => {
    expect([refusalText('CARD_ALREADY_ACTIVE'), refusalText(null)]).toEqual([undefined, undefined]);
  });
});

describe('remainingShare', () => {
  it.each([
    [540_000, 1_000_000, 0.54],
    [-1, 1_000_000, 0],
    [2_000_000, 1_000_000, 1],
    [0, 0, 0],
  ])('for a remaining amount of %d and a limit of %d, returns %d', (remaining, limit, share) => {
    expect(remainingShare(remaining, limit)).toBe(share);
  });
});
