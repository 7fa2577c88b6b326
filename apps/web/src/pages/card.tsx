import { Link } from 'wouter';
import type { Card } from '#libs/api-client';
import { useCards } from '../data/queries.ts';
import { refusalText } from '../home/home-state.ts';
import { CardArt } from '../view/card-art.tsx';
import { formatMoney } from '../view/format.ts';
import { Empty, Loading, Unavailable } from '../view/notice.tsx';
import { SubPage } from '../view/sub-page.tsx';
import { ActivationForm } from './activation-form.tsx';
import type { PageProps } from './page-props.ts';

export function CardPage({ accountId, company }: PageProps) {
  const { data: cards, error, refetch } = useCards(accountId);
  return (
    <SubPage title={cards && cards.length > 1 ? 'Cards' : 'Card'} company={company}>
      {cards ? (
        cards.length === 0 ? (
          <>
            <div className="card-place">
              <Empty>Your company has no card yet.</Empty>
            </div>
            <SupportLink />
          </>
        ) : (
          cards.map((card) => <CardDetails key={card.card_id} card={card} />)
        )
      ) : error ? (
        <Unavailable what="Your card" onRetry={() => void refetch()} error={error} />
      ) : (
        <Loading what="your card" lines={6} />
      )}
    </SubPage>
  );
}

function CardDetails({ card }: { readonly card: Card }) {
  const { allowed, reason } = card.actions.activate;
  const refusal = refusalText(reason);
  return (
    <section className="card-details" aria-label="Card">
      <CardArt card={card} />
      {card.monthly_limit && (
        <dl className="figures panel">
          <div>
            <dt>Monthly limit</dt>
            <dd>{formatMoney(card.monthly_limit)}</dd>
          </div>
        </dl>
      )}
      {refusal !== undefined && <p className="message">{refusal}</p>}
      {/* The form stays on the screen after the activation, because it shows that the activation succeeded. */}
      {(allowed || reason === 'CARD_ALREADY_ACTIVE') && <ActivationForm card={card} />}
      {card.status === 'active' && <p className="hint">Has the card been lost or stolen? Tell us at once.</p>}
      {!allowed && <SupportLink />}
    </section>
  );
}

function SupportLink() {
  return (
    <Link href="/support" className="button">
      Contact Qred&rsquo;s support
    </Link>
  );
}
