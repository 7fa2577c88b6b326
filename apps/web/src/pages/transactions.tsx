import { useDeferredValue, useState } from 'react';
import type { Transaction } from '#libs/api-client';
import { type TransactionFilters, type TransactionStatusFilter, useTransactions } from '../data/queries.ts';
import { dayOf, formatDay } from '../view/format.ts';
import { ChevronDown } from '../view/icons.tsx';
import { InfiniteList } from '../view/infinite-list.tsx';
import { SubPage } from '../view/sub-page.tsx';
import { TransactionRow } from '../view/transaction-row.tsx';
import type { PageProps } from './page-props.ts';

const STATUSES: Readonly<Record<TransactionStatusFilter, string>> = {
  pending: 'Pending',
  posted: 'Charged',
  reversed: 'Cancelled',
  refunded: 'Refunded',
};
/** The API rejects a shorter search text. */
const SHORTEST_SEARCH = 2;
/** Browsers accept years of six digits, but the API does not. */
const LAST_DAY = '9999-12-31';
const NO_FILTERS: TransactionFilters = { text: '', status: '', from: '', to: '' };

export function TransactionsPage({ accountId, company }: PageProps) {
  const [filters, setFilters] = useState(NO_FILTERS);
  const applied = useDeferredValue(usableFilters(filters));
  const query = useTransactions(accountId, applied);
  const hasFilters = Object.values(filters).some(Boolean);
  return (
    <SubPage title="Transactions" company={company}>
      <FilterForm filters={filters} hasFilters={hasFilters} onChange={setFilters} />
      <InfiniteList
        query={query}
        what="Your transactions"
        empty={hasFilters ? 'No transaction matches these filters.' : 'There are no transactions yet.'}
      >
        {(transactions: readonly Transaction[]) => <Days transactions={transactions} />}
      </InfiniteList>
    </SubPage>
  );
}

/** Leaves out a search text that is too short, and a period that ends before it starts. */
function usableFilters(filters: TransactionFilters): TransactionFilters {
  const text = filters.text.trim();
  const isBackwards = filters.from !== '' && filters.to !== '' && filters.from > filters.to;
  return {
    ...filters,
    text: text.length < SHORTEST_SEARCH ? '' : text,
    to: isBackwards ? '' : filters.to,
  };
}

interface FilterFormProps {
  readonly filters: TransactionFilters;
  readonly hasFilters: boolean;
  readonly onChange: (filters: TransactionFilters) => void;
}

function FilterForm({ filters, hasFilters, onChange }: FilterFormProps) {
  const change = (changes: Partial<TransactionFilters>): void => onChange({ ...filters, ...changes });
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label className="field wide">
        Merchant
        <input
          type="search"
          maxLength={64}
          value={filters.text}
          onChange={({ target }) => change({ text: target.value })}
        />
      </label>
      <label className="field">
        From
        <input
          type="date"
          value={filters.from}
          max={filters.to || LAST_DAY}
          onChange={({ target }) => change({ from: target.value })}
        />
      </label>
      <label className="field">
        To
        <input
          type="date"
          value={filters.to}
          min={filters.from}
          max={LAST_DAY}
          onChange={({ target }) => change({ to: target.value })}
        />
      </label>
      <label className="field wide">
        Status
        <span className="choice">
          <select
            value={filters.status}
            onChange={({ target }) => {
              const [status = ''] = statusesFrom(target.value);
              change({ status });
            }}
          >
            <option value="">Pending and charged</option>
            {Object.entries(STATUSES).map(([status, name]) => (
              <option key={status} value={status}>
                {name}
              </option>
            ))}
          </select>
          <ChevronDown />
        </span>
      </label>
      {hasFilters && (
        <button type="reset" className="text-button" onClick={() => onChange(NO_FILTERS)}>
          Clear the filters
        </button>
      )}
    </form>
  );
}

function statusesFrom(value: string): TransactionStatusFilter[] {
  return (['pending', 'posted', 'reversed', 'refunded'] as const).filter((status) => status === value);
}

function Days({ transactions }: { readonly transactions: readonly Transaction[] }) {
  const days = Map.groupBy(transactions, ({ occurred_at: time }) => dayOf(new Date(time)));
  const now = new Date();
  return [...days].map(([day, ofDay]) => (
    <section key={day} className="day" aria-label={formatDay(day, now)}>
      <h2>
        <time dateTime={day}>{formatDay(day, now)}</time>
      </h2>
      <ul className="rows">
        {ofDay.map((transaction) => (
          <TransactionRow key={transaction.transaction_id} transaction={transaction} hasDay={false} />
        ))}
      </ul>
    </section>
  ));
}
