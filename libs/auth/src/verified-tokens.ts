import { hash } from 'node:crypto';
import type { CryptoKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Caller } from './caller.ts';
import type { SigningKeys } from './signing-keys.ts';

/** After this time, a cached token is verified again (ms). */
export const VERIFIED_MS = 60_000;
const MAX_TOKENS = 10_000;
/** The maximum total length of the cached tokens, in characters. A cache entry is not longer than its token. */
const MAX_LENGTH = 16 * 1024 * 1024;

export type VerifiedCaller = Exclude<Caller, { kind: 'anonymous' }>;

interface VerifiedToken {
  readonly caller: VerifiedCaller;
  readonly keyId: string;
  readonly key: CryptoKey;
  /** The `exp` claim, in ms since 1970. */
  readonly expiresAt: number;
}

/**
 * Caches the callers of tokens verified in the last minute. An entry becomes invalid when the token expires, or when
 * the issuer no longer publishes the key. A changed key set clears the cache.
 */
export class VerifiedTokens {
  private readonly tokens = new LRUCache<string, VerifiedToken & { readonly until: number }>({
    max: MAX_TOKENS,
    maxSize: MAX_LENGTH,
  });

  constructor(private readonly keys: Pick<SigningKeys, 'known'>) {}

  callerOf(token: string): VerifiedCaller | undefined {
    const id = idOf(token);
    const verified = this.tokens.get(id);
    if (!verified) return undefined;
    if (Date.now() < verified.until && this.keys.known(verified.keyId) === verified.key)
      return verified.caller;
    this.tokens.delete(id);
    return undefined;
  }

  remember(token: string, verified: VerifiedToken): void {
    const until = Math.min(Date.now() + VERIFIED_MS, verified.expiresAt);
    this.tokens.set(idOf(token), { ...verified, until }, { size: token.length });
  }
}

/** The cache stores hashes, so that a memory dump contains no usable token. */
function idOf(token: string): string {
  return hash('sha256', token, 'base64url');
}
