import type { OverviewTransaction } from '#libs/api-client';
import { dayOf, formatDay, formatTime, formatTransactionAmount } from './format.ts';

interface TransactionRowProps {
  readonly transaction: OverviewTransaction;
  /** False if the list shows the day in its headings. */
  readonly hasDay: boolean;
}

const STATUS_TEXTS: Readonly<Record<string, string>> = {
  pending: 'Pending',
  reversed: 'Cancelled',
  refunded: 'Refunded',
};

export function TransactionRow({ transaction, hasDay }: TransactionRowProps) {
  const { merchant, amount, status, occurred_at: occurredAt } = transaction;
  const instant = new Date(occurredAt);
  const day = hasDay ? `${formatDay(dayOf(instant), new Date())} ` : '';
  const isVoid = status === 'reversed' || status === 'refunded';
  return (
    <li className="row">
      <span className="row-text">
        <span className="row-title">{merchant}</span>
        <span className="row-note">
          <time dateTime={occurredAt}>
            {day}
            {formatTime(instant)}
          </time>
          {STATUS_TEXTS[status] !== undefined && <span className="row-status">{STATUS_TEXTS[status]}</span>}
        </span>
      </span>
      <span className={['amount', amount.amount < 0 && 'credit', isVoid && 'void'].filter(Boolean).join(' ')}>
        {formatTransactionAmount(amount)}
      </span>
    </li>
  );
}
