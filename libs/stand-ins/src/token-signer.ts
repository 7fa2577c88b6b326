import { randomUUID } from 'node:crypto';
import { type CryptoKey, type JWK, SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

export const STAND_IN_AUDIENCE = 'qred-api';
export const STAND_IN_ALGORITHM = 'RS256';
/** In seconds. */
export const TOKEN_SECONDS = 15 * 60;

export const STAND_IN_SUPPORT_GROUP = 'qred-support';

export const STAND_IN_CLIENT = 'qred-app';

/** The claims of a user's access token. The default client is STAND_IN_CLIENT. */
export interface MemberClaims {
  readonly sub: string;
  readonly account_ids?: readonly string[];
  /** The accounts in `account_ids` that the user owns. */
  readonly owned_account_ids?: readonly string[];
  readonly groups?: readonly string[];
  readonly client_id?: string;
  /** Only tokens of machines have a scope. `mintMachine` creates these tokens. */
  readonly scope?: never;
}

/** The claims of a client that acts for itself: `client_id` equals `sub`. */
export interface MachineClaims {
  readonly sub: string;
  readonly client_id: string;
  readonly scope: string;
}

export function machineClaims(name: string, scope: string): MachineClaims {
  return { sub: name, client_id: name, scope };
}

export function supportClaims(sub: string): MemberClaims {
  return { sub, groups: [STAND_IN_SUPPORT_GROUP] };
}

/** Changes that make a token invalid. `expiresIn` is in seconds. Null means that the token never expires. */
export interface TokenOverrides {
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresIn?: number | null;
  /** The type in the header. Null means no type. */
  readonly type?: string | null;
}

/** Signs access tokens (RFC 9068) with a new key. */
export class TokenSigner {
  private readonly key: CryptoKey;
  readonly publicKey: JWK;
  readonly privateKey: JWK;
  readonly issuer: string;

  private constructor(issuer: string, key: CryptoKey, jwks: { readonly public: JWK; readonly private: JWK }) {
    this.issuer = issuer;
    this.key = key;
    this.publicKey = jwks.public;
    this.privateKey = jwks.private;
  }

  static async create(issuer: string): Promise<TokenSigner> {
    const { privateKey, publicKey } = await generateKeyPair(STAND_IN_ALGORITHM, { extractable: true });
    const publicJwk = await exportJWK(publicKey);
    // The key id is derived from the key. If a service has an older key, it sees a new key id and fetches this key.
    const meaning = { kid: await calculateJwkThumbprint(publicJwk), alg: STAND_IN_ALGORITHM, use: 'sig' };
    return new TokenSigner(issuer, privateKey, {
      public: { ...publicJwk, ...meaning },
      private: { ...(await exportJWK(privateKey)), ...meaning },
    });
  }

  mint(claims: MemberClaims | MachineClaims, overrides: TokenOverrides = {}): Promise<string> {
    const { issuer = this.issuer, audience = STAND_IN_AUDIENCE } = overrides;
    const { expiresIn = TOKEN_SECONDS, type = 'at+jwt' } = overrides;
    const { kid } = this.publicKey;
    const now = Math.floor(Date.now() / 1000);
    const token = new SignJWT({ client_id: STAND_IN_CLIENT, ...claims })
      .setProtectedHeader({
        alg: STAND_IN_ALGORITHM,
        ...(kid && { kid }),
        ...(type !== null && { typ: type }),
      })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setJti(randomUUID());
    if (expiresIn !== null) token.setExpirationTime(now + expiresIn);
    return token.sign(this.key);
  }

  mintMachine(name: string, scope: string): Promise<string> {
    return this.mint(machineClaims(name, scope));
  }
}
