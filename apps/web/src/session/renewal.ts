/** A token is renewed at most this many seconds before it expires. */
const LONGEST_MARGIN_S = 60;
/** A token with a short lifetime is renewed in the last quarter of its lifetime. */
const MARGIN_SHARE = 0.25;

export interface TokenTimes {
  /** Both times are in seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** `now` is in seconds since 1970. */
export function needsRenewal({ issuedAt, expiresAt }: TokenTimes, now: number): boolean {
  const margin = Math.min(LONGEST_MARGIN_S, (expiresAt - issuedAt) * MARGIN_SHARE);
  return now >= expiresAt - margin;
}
