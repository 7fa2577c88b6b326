import { useEffect } from 'react';
import { Link } from 'wouter';
import type { Account, Overview } from '#libs/api-client';
import { useOverview } from '../data/queries.ts';
import { CardArt } from '../view/card-art.tsx';
import { formatMoney } from '../view/format.ts';
import { Chevron } from '../view/icons.tsx';
import { Empty, Loading, Unavailable } from '../view/notice.tsx';
import { MoneyPart } from '../view/money-part.tsx';
import { useOnline } from '../view/offline-banner.tsx';
import { TransactionRow } from '../view/transaction-row.tsx';
import { CompanySwitcher } from './company-switcher.tsx';
import { homeCard, invoiceChip, moreTransactions, refusalText, remainingShare } from './home-state.ts';

interface HomeProps {
  readonly accounts: readonly Account[];
  readonly accountId: string;
  readonly onSelect: (accountId: string) => void;
}

interface SectionProps {
  readonly overview: Overview;
  readonly retry: () => void;
}

/** If a section is unavailable, only this section is replaced by a message. */
export function Home({ accounts, accountId, onSelect }: HomeProps) {
  const { data: overview, error, refetch } = useOverview(accountId);
  const isOnline = useOnline();
  const retry = (): void => void refetch();
  useEffect(() => {
    document.title = 'Qred card';
  }, []);
  return (
    <main className="home">
      <h1 className="visually-hidden">Your card</h1>
      <CompanySwitcher accounts={accounts} selected={accountId} onSelect={onSelect} />
      {overview ? (
        <Sections overview={overview} retry={retry} />
      ) : error ? (
        <div className="whole">
          <Unavailable what="Your company" onRetry={retry} error={error} />
        </div>
      ) : isOnline ? (
        <LoadingSections />
      ) : (
        <div className="whole">
          <Empty>There is nothing to show while you are offline.</Empty>
        </div>
      )}
    </main>
  );
}

function Sections({ overview, retry }: SectionProps) {
  return (
    <div className="sections">
      <div className="column">
        <CardSection overview={overview} retry={retry} />
        <SpendSection overview={overview} retry={retry} />
      </div>
      <div className="column">
        <TransactionSection overview={overview} retry={retry} />
        <Actions overview={overview} />
      </div>
    </div>
  );
}

function CardSection({ overview: { cards, invoices }, retry }: SectionProps) {
  const chip = invoiceChip(invoices);
  const card = cards && homeCard(cards);
  const more = cards ? cards.length - 1 : 0;
  return (
    <section className={chip ? 'card-section with-chip' : 'card-section'} aria-labelledby="card-heading">
      <h2 id="card-heading" className="visually-hidden">
        Card
      </h2>
      {chip && (
        <Link href="/invoices" className={`chip ${chip.tone}`}>
          {chip.text}
          <Chevron />
        </Link>
      )}
      {!cards ? (
        <div className="card-place">
          <Unavailable what="Your card" onRetry={retry} />
        </div>
      ) : card ? (
        <Link href="/card" className="card-link">
          <CardArt card={card} />
          {more > 0 && <span className="card-more">{more === 1 ? '1 more card' : `${more} more cards`}</span>}
          <span className="visually-hidden">Card view</span>
          <Chevron />
        </Link>
      ) : (
        <div className="card-place">
          <Empty>Your company has no card yet.</Empty>
        </div>
      )}
    </section>
  );
}

function SpendSection({ overview, retry }: SectionProps) {
  const { remaining_spend: remaining, total_spend: limit } = overview;
  return (
    <section className="panel spend" aria-labelledby="spend-heading">
      <h2 id="spend-heading">Remaining spend</h2>
      {remaining ? (
        <>
          <Link href="/spend" className="figure">
            <MoneyPart part={remaining} whole={limit} />
            <span className="visually-hidden">, spend view</span>
            <Chevron />
          </Link>
          <RemainingBar remaining={remaining.amount} limit={limit.amount} />
          <p className="note">based on your set limit</p>
        </>
      ) : (
        <>
          <Unavailable what="Your remaining spend" onRetry={retry} />
          <p className="note">Your limit is {formatMoney(limit)}</p>
        </>
      )}
    </section>
  );
}

/** Screen readers skip the bar, because they have read the same figure above the bar. */
export function RemainingBar({ remaining, limit }: { readonly remaining: number; readonly limit: number }) {
  return (
    <svg className="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-track" width="100" height="1" />
      <rect className="bar-value" width={100 * remainingShare(remaining, limit)} height="1" />
    </svg>
  );
}

function TransactionSection({ overview: { transaction_collection: collection }, retry }: SectionProps) {
  const { transactions } = collection;
  const more = moreTransactions(collection);
  return (
    <section className="panel transactions" aria-labelledby="transactions-heading">
      <h2 id="transactions-heading">Latest transactions</h2>
      {!transactions ? (
        <Unavailable what="Your transactions" onRetry={retry} />
      ) : transactions.length === 0 ? (
        <Empty>There are no transactions yet.</Empty>
      ) : (
        <ul className="rows">
          {transactions.map((transaction) => (
            <TransactionRow key={transaction.transaction_id} transaction={transaction} hasDay />
          ))}
        </ul>
      )}
      {more !== undefined && (
        <Link href="/transactions" className="more">
          {more}
          <Chevron />
        </Link>
      )}
    </section>
  );
}

function Actions({ overview: { cards } }: { readonly overview: Overview }) {
  const card = cards ? homeCard(cards) : undefined;
  const activate = card?.actions.activate;
  const refusal = activate && refusalText(activate.reason);
  return (
    <div className="actions">
      {refusal !== undefined && <p className="message">{refusal}</p>}
      {activate?.allowed === true && (
        <Link href="/card" className="button">
          Activate card
        </Link>
      )}
      <Link href="/support" className="button">
        Contact Qred&rsquo;s support
      </Link>
    </div>
  );
}

function LoadingSections() {
  return (
    <div className="sections" aria-busy="true">
      <div className="column">
        <div className="card-place skeleton-card">
          <Loading what="your card" lines={0} />
        </div>
        <section className="panel">
          <Loading what="your remaining spend" lines={5} />
        </section>
      </div>
      <div className="column">
        <section className="panel">
          <Loading what="your transactions" lines={9} />
        </section>
      </div>
    </div>
  );
}
