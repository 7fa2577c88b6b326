/** The maximum remaining lifetime at which a token is renewed (s). */
const LONGEST_MARGIN_S = 60;
/** The part of the lifetime in which a short-lived token is renewed. */
const MARGIN_SHARE = 0.25;

export interface TokenTimes {
  /** When the token was issued and when it expires, in seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Whether to renew a token before its next use. `now` is in seconds since 1970. */
export function needsRenewal({ issuedAt, expiresAt }: TokenTimes, now: number): boolean {
  const margin = Math.min(LONGEST_MARGIN_S, (expiresAt - issuedAt) * MARGIN_SHARE);
  return now >= expiresAt - margin;
}
