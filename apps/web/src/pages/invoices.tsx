import { useState } from 'react';
import type { Invoice } from '#libs/api-client';
import { type InvoiceFilter, useInvoices } from '../data/queries.ts';
import type { Tone } from '../home/home-state.ts';
import { formatDueDate, formatExactMoney } from '../view/format.ts';
import { InfiniteList } from '../view/infinite-list.tsx';
import { Badge } from '../view/notice.tsx';
import { SubPage } from '../view/sub-page.tsx';
import type { PageProps } from './page-props.ts';

const FILTERS: readonly (readonly [InvoiceFilter | '', string])[] = [
  ['', 'All'],
  ['unpaid', 'Unpaid'],
  ['paid', 'Paid'],
  ['upcoming', 'Upcoming'],
];

const STATUSES: Readonly<Record<string, { readonly text: string; readonly tone: Tone }>> = {
  upcoming: { text: 'Upcoming', tone: 'calm' },
  due: { text: 'Due', tone: 'warning' },
  overdue: { text: 'Overdue', tone: 'bad' },
  paid: { text: 'Paid', tone: 'good' },
};

export function InvoicesPage({ accountId, company }: PageProps) {
  const [filter, setFilter] = useState<InvoiceFilter | ''>('');
  const query = useInvoices(accountId, filter);
  return (
    <SubPage title="Invoices" company={company}>
      <div className="tabs" role="group" aria-label="Filter">
        {FILTERS.map(([value, name]) => (
          <button key={value} type="button" aria-pressed={value === filter} onClick={() => setFilter(value)}>
            {name}
          </button>
        ))}
      </div>
      <InfiniteList
        query={query}
        what="Your invoices"
        empty={filter ? 'No invoice has this status.' : 'There are no invoices yet.'}
      >
        {(invoices: readonly Invoice[]) => (
          <ul className="rows boxed panel">
            {invoices.map((invoice) => (
              <InvoiceRow key={invoice.invoice_id} invoice={invoice} />
            ))}
          </ul>
        )}
      </InfiniteList>
    </SubPage>
  );
}

function InvoiceRow({ invoice }: { readonly invoice: Invoice }) {
  const { amount, due_date: dueDate, status } = invoice;
  const { text, tone } = STATUSES[status] ?? { text: 'Other', tone: 'calm' };
  return (
    <li className="row">
      <span className="row-text">
        <span className="row-title">
          Due date <time dateTime={dueDate}>{dueDate}</time>
        </span>
        <span className="row-note">
          <Badge tone={tone}>{text}</Badge>
          {formatDueDate({ status, dueDate }, new Date())}
        </span>
      </span>
      <span className="amount">{formatExactMoney(amount)}</span>
    </li>
  );
}
