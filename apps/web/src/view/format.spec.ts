import {
  dayOf,
  formatDay,
  formatDeduction,
  formatDueDate,
  formatExactMoney,
  formatExpiry,
  formatMoney,
  formatPart,
  formatTime,
  formatTransactionAmount,
  parseExpiry,
} from './format.ts';

const sek = (amount: number) => ({ amount, currency: 'SEK' });
const now = new Date('2026-06-14T12:00:00Z');

/** Replaces typographic spaces and hyphens with ordinary spaces and hyphens. */
function plain(text: string): string {
  return text.replace(/\s/g, ' ').replace(/\u2212/g, '-');
}

describe('the formatted amount', () => {
  it.each([
    [540_000, '5 400 kr'],
    [34_950, '349,50 kr'],
    [5, '0,05 kr'],
    [0, '0 kr'],
    [-30_000, '-300 kr'],
  ])('shows %d öre as %s', (amount, text) => {
    expect(plain(formatMoney(sek(amount)))).toBe(text);
  });

  it('uses the number of decimals of its currency', () => {
    expect(plain(formatMoney({ amount: 5_400, currency: 'JPY' }))).toBe('5 400 JPY');
    expect(plain(formatExactMoney({ amount: 5_400, currency: 'KWD' }))).toBe('5,400 KWD');
  });

  it('has decimals in a column of amounts, even if they are zero', () => {
    expect(plain(formatExactMoney(sek(45_000)))).toBe('450,00 kr');
  });

  it.each([
    [540_000, '5 400/10 000 kr'],
    [540_050, '5 400,50/10 000 kr'],
    [-30_000, '-300/10 000 kr'],
  ])('shows %d öre of a limit of 10 000 kr as %s', (amount, text) => {
    expect(plain(formatPart(sek(amount), sek(1_000_000)))).toBe(text);
  });

  it('shows both currencies if the limit and the amount have different currencies', () => {
    expect(plain(formatPart({ amount: 100, currency: 'EUR' }, sek(100)))).toBe('1 €/1 kr');
  });

  it.each([
    [45_000, '450,00 kr'],
    [-45_000, '+450,00 kr'],
  ])('shows a transaction of %d öre as %s', (amount, text) => {
    expect(plain(formatTransactionAmount(sek(amount)))).toBe(text);
  });

  it('shows a deduction with a minus sign, and a deduction of zero without a minus sign', () => {
    expect(plain(formatDeduction(sek(79_900)))).toBe('-799,00 kr');
    expect(plain(formatDeduction(sek(0)))).toBe('0,00 kr');
  });
});

describe('the formatted date or time', () => {
  it('uses the time zone of Stockholm', () => {
    const lateEvening = new Date('2026-06-14T22:30:00Z');
    expect([dayOf(lateEvening), formatTime(lateEvening)]).toEqual(['2026-06-15', '00:30']);
  });

  it.each([
    ['2026-06-14', 'Today'],
    ['2026-06-13', 'Yesterday'],
    ['2026-06-12', '2026-06-12'],
    ['2026-06-15', '2026-06-15'],
  ])('shows %s as %s', (day, text) => {
    expect(formatDay(day, now)).toBe(text);
  });

  it('is "Yesterday" for the previous day, even on the day of the change to winter time', () => {
    expect(formatDay('2026-10-24', new Date('2026-10-25T23:30:00+01:00'))).toBe('Yesterday');
  });

  it.each([
    ['due', '2026-06-25', 'in 11 days'],
    ['due', '2026-06-15', 'tomorrow'],
    ['due', '2026-06-14', 'today'],
    ['overdue', '2026-06-13', '1 day late'],
    ['overdue', '2026-06-08', '6 days late'],
    ['due', '2026-06-13', undefined],
    ['overdue', '2026-06-14', undefined],
    ['paid', '2026-06-08', undefined],
    ['upcoming', '2026-06-25', undefined],
  ])('shows the status %s with the due date %s as: %s', (status, dueDate, text) => {
    expect(formatDueDate({ status, dueDate }, now)).toBe(text);
  });
});

describe('the expiry of a card', () => {
  it('has the format of a physical card', () => {
    expect(formatExpiry('2035-06')).toBe('06/35');
  });

  it.each(['06/35', '0635', ' 06 / 35 ', '06/2035'])('is read from "%s"', (text) => {
    expect(parseExpiry(text)).toBe('2035-06');
  });

  it.each(['', '13/35', '6/35', '06', '06/3', '2035-06', 'June 2035'])('is not read from "%s"', (text) => {
    expect(parseExpiry(text)).toBeUndefined();
  });
});
