import { calendarDateOf } from '#contracts/vocabulary';
import { statusOn } from './invoice-status.ts';

const TODAY = '2026-06-15';

const issued = { amount: 10_000, paidAmount: 0, issueDate: '2026-06-01', dueDate: '2026-06-30' };

it('an invoice is due on every day from its issue date to its due date', () => {
  expect(statusOn(TODAY, { ...issued, issueDate: '2026-06-14' })).toBe('due');
  expect(statusOn(TODAY, { ...issued, issueDate: TODAY })).toBe('due');
  expect(statusOn(TODAY, { ...issued, issueDate: TODAY, dueDate: TODAY })).toBe('due');
  expect(statusOn(TODAY, { ...issued, dueDate: '2026-06-16' })).toBe('due');
  expect(statusOn(TODAY, { ...issued, dueDate: TODAY })).toBe('due');
});

it('an invoice is overdue from the day after its due date', () => {
  expect(statusOn(TODAY, { ...issued, dueDate: '2026-06-14' })).toBe('overdue');
  expect(statusOn('2026-07-01', issued)).toBe('overdue');
});

it('an invoice is upcoming until the day before its issue date', () => {
  expect(statusOn(TODAY, { ...issued, issueDate: '2026-06-16' })).toBe('upcoming');
  expect(statusOn('2025-12-31', { ...issued, issueDate: '2026-01-01' })).toBe('upcoming');
});

it('an invoice is paid once its full amount is paid, on any day', () => {
  const paid = { ...issued, paidAmount: 10_000 };
  expect(statusOn(TODAY, paid)).toBe('paid');
  expect(statusOn(TODAY, { ...paid, paidAmount: 10_001 })).toBe('paid');
  expect(statusOn(TODAY, { ...paid, issueDate: '2026-06-16' })).toBe('paid');
  expect(statusOn(TODAY, { ...paid, dueDate: '2026-06-14' })).toBe('paid');
});

it('an invoice is not paid while one öre of its amount is missing', () => {
  expect(statusOn(TODAY, { ...issued, paidAmount: 9_999 })).toBe('due');
  expect(statusOn(TODAY, { ...issued, paidAmount: 9_999, dueDate: '2026-06-14' })).toBe('overdue');
  expect(statusOn(TODAY, { ...issued, paidAmount: 9_999, issueDate: '2026-06-16' })).toBe('upcoming');
});

it.each([
  ['in summer', '2026-06-30T21:59:59Z', '2026-06-30T22:00:00Z', '2026-06-30'],
  ['in winter', '2026-12-31T22:59:59Z', '2026-12-31T23:00:00Z', '2026-12-31'],
])('an invoice becomes overdue at midnight in Stockholm, not in UTC, %s', (_, before, after, dueDate) => {
  expect(statusOn(calendarDateOf(new Date(before)), { ...issued, dueDate })).toBe('due');
  expect(statusOn(calendarDateOf(new Date(after)), { ...issued, dueDate })).toBe('overdue');
});
