import type { ActivationRefusal } from '#contracts/card';
import type { CardEntity, StoredStatus } from './card.entity.ts';

export const MAX_ATTEMPTS = 5;
export const LOCK_MS = 24 * 60 * 60 * 1000;

type Refusal = Exclude<ActivationRefusal, 'unknown'>;
type State = Pick<CardEntity, 'status' | 'expires' | 'lockedUntil'>;

const refusals: Record<Exclude<StoredStatus, 'inactive'>, Refusal> = {
  ordered: 'CARD_NOT_DELIVERED',
  active: 'CARD_ALREADY_ACTIVE',
  frozen: 'CARD_FROZEN',
  blocked: 'CARD_BLOCKED',
  expired: 'CARD_EXPIRED',
  closed: 'CARD_CLOSED',
};

export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** A card counts as expired after its last month, unless it was closed or blocked. */
export function statusOn(date: string, { status, expires }: State): StoredStatus {
  const ended = status === 'blocked' || status === 'closed';
  return !ended && expires < monthOf(date) ? 'expired' : status;
}

/** Printed details prove that the caller has the card. So responses hide the details until the first activation. */
export function disclosedDetails({
  status,
  activatedAt,
  lastFour,
  expires,
}: Pick<CardEntity, 'status' | 'activatedAt' | 'lastFour' | 'expires'>): {
  readonly lastFour: string | null;
  readonly expires: string | null;
} {
  const wasActivated = activatedAt !== null && status !== 'ordered' && status !== 'inactive';
  return wasActivated ? { lastFour, expires } : { lastFour: null, expires: null };
}

export function activationRefusal(card: State, now: Date, today: string): Refusal | null {
  const status = statusOn(today, card);
  if (status !== 'inactive') return refusals[status];
  if (card.lockedUntil && card.lockedUntil > now) return 'ACTIVATION_LOCKED';
  return null;
}
