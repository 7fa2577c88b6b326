import { Link } from 'wouter';
import type { Spend } from '#libs/api-client';
import { useSpend } from '../data/queries.ts';
import { RemainingBar } from '../home/home.tsx';
import { formatCount, formatDeduction, formatExactMoney } from '../view/format.ts';
import { Chevron } from '../view/icons.tsx';
import { MoneyPart } from '../view/money-part.tsx';
import { Loading, Unavailable } from '../view/notice.tsx';
import { SubPage } from '../view/sub-page.tsx';
import type { PageProps } from './page-props.ts';

export function SpendPage({ accountId, company }: PageProps) {
  const { data: spend, error, refetch } = useSpend(accountId);
  return (
    <SubPage title="Spend" company={company}>
      {spend ? (
        <SpendFigures spend={spend} />
      ) : error ? (
        <Unavailable what="Your spend" onRetry={() => void refetch()} error={error} />
      ) : (
        <Loading what="your spend" lines={5} />
      )}
    </SubPage>
  );
}

function SpendFigures({ spend }: { readonly spend: Spend }) {
  const { limit, spent, held, remaining, transaction_count: count } = spend;
  const charged = { ...spent, amount: spent.amount - held.amount };
  return (
    <>
      <section className="panel spend" aria-labelledby="remaining-heading">
        <h2 id="remaining-heading">Remaining spend</h2>
        <p className="figure">
          <MoneyPart part={remaining} whole={limit} />
        </p>
        <RemainingBar remaining={remaining.amount} limit={limit.amount} />
        <p className="note">based on your set limit</p>
      </section>
      <dl className="figures panel">
        <div>
          <dt>Limit</dt>
          <dd>{formatExactMoney(limit)}</dd>
        </div>
        <div>
          <dt>Charged</dt>
          <dd>{formatDeduction(charged)}</dd>
        </div>
        <div>
          <dt>Pending</dt>
          <dd>{formatDeduction(held)}</dd>
        </div>
        <div className="sum">
          <dt>Remaining</dt>
          <dd>{formatExactMoney(remaining)}</dd>
        </div>
      </dl>
      <Link href="/transactions" className="more boxed-link">
        {count === 1 ? '1 transaction' : `${formatCount(count)} transactions`}
        <Chevron />
      </Link>
    </>
  );
}
