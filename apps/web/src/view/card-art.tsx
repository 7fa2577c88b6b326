import { useState } from 'react';
import type { OverviewCard } from '#libs/api-client';
import { cardLabel } from '../home/home-state.ts';
import { formatExpiry } from './format.ts';
import { Badge } from './notice.tsx';

type ShownCard = Pick<OverviewCard, 'image_url' | 'last_four' | 'expires'> & { readonly status: string };

/** Shows the last four digits only if the card was ever activated. */
export function CardArt({ card }: { readonly card: ShownCard }) {
  const { image_url: url, status, last_four: lastFour, expires } = card;
  const [failedUrl, setFailedUrl] = useState<string>();
  const { text, tone } = cardLabel(status);
  const isUsable = ['active', 'inactive', 'ordered'].includes(status);
  return (
    <span className={isUsable ? 'card-art' : 'card-art dimmed'}>
      {failedUrl !== url && <img src={url} alt="" onError={() => setFailedUrl(url)} />}
      <span className="card-status">
        <Badge tone={tone}>{text}</Badge>
      </span>
      {lastFour !== null && (
        <span className="card-digits">
          <span aria-hidden="true">•••• </span>
          <span className="visually-hidden">Card number ends with </span>
          {lastFour}
          {expires !== null && (
            <span className="card-expiry">
              <span className="visually-hidden">, valid through </span>
              {formatExpiry(expires)}
            </span>
          )}
        </span>
      )}
    </span>
  );
}
