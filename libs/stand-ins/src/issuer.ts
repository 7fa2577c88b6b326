import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, type JWK, SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

export const STAND_IN_AUDIENCE = 'qred-api';
/** The path of the issuer's public keys. */
export const JWKS_PATH = '/.well-known/jwks.json';
/** The lifetime of a token, in seconds. */
const TOKEN_SECONDS = 15 * 60;

/** The client that users sign in with. */
export const STAND_IN_CLIENT = 'qred-app';

/** The claims of a user's access token. The client is STAND_IN_CLIENT unless it is given. */
export interface MemberClaims {
  readonly sub: string;
  readonly account_ids?: readonly string[];
  readonly client_id?: string;
  /** Only machines have a scope; mintMachine makes their tokens. */
  readonly scope?: never;
}

/** The claims of a client that acts for itself: `client_id` equals `sub`. */
export interface MachineClaims {
  readonly sub: string;
  readonly client_id: string;
  readonly scope: string;
}

/** The claims of a machine with this name. */
export function machineClaims(name: string, scope: string): MachineClaims {
  return { sub: name, client_id: name, scope };
}

/** Changes to a token for a test; `expiresIn` is in seconds, null for never. */
export interface TokenOverrides {
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresIn?: number | null;
  /** The type in the header; null for none. */
  readonly type?: string | null;
}

/** Finds a user who is a member of the account, and all accounts of that user; undefined if there is none. */
export type FindMember = (accountId: string) => Promise<MemberClaims | undefined>;

/**
 * An OIDC issuer in one process: access tokens by RFC 9068 (RS256, fifteen minutes), the keys at JWKS_PATH, and
 * POST /token?account=…, which signs in as a member of that account without a password.
 */
export class StandInIssuer {
  private readonly server: Server;
  private readonly key: CryptoKey;
  /** Identifies the key, so that services with an older one fetch it. */
  private readonly keyId: string;
  readonly url: string;

  private constructor(server: Server, key: CryptoKey, keyId: string, url: string) {
    this.server = server;
    this.key = key;
    this.keyId = keyId;
    this.url = url;
  }

  static async start(options: {
    readonly host?: string;
    readonly port: number;
    /** The issuer's name in tokens, if callers use another address. */
    readonly name?: string;
    readonly findMember?: FindMember;
  }): Promise<StandInIssuer> {
    const { host = '127.0.0.1', port, findMember } = options;
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const publicJwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(publicJwk);
    const jwk: JWK = { ...publicJwk, kid, alg: 'RS256', use: 'sig' };
    const server = createServer();
    await once(server.listen(port, host), 'listening');
    const address = server.address() as AddressInfo;
    const name = options.name ?? `http://${host}:${address.port}`;
    const issuer = new StandInIssuer(server, privateKey, kid, name);
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', 'http://issuer');
      if (url.pathname === JWKS_PATH) return sendJson(response, 200, { keys: [jwk] });
      if (request.method !== 'POST' || url.pathname !== '/token' || !findMember) {
        return sendJson(response, 404, { error: 'not_found' });
      }
      issuer.signIn(url.searchParams.get('account') ?? '', findMember).then(
        (token) =>
          token ? sendJson(response, 200, token) : sendJson(response, 404, { error: 'no_such_member' }),
        (error: unknown) =>
          sendJson(response, 502, { error: 'unavailable', error_description: String(error) }),
      );
    });
    return issuer;
  }

  get jwksUrl(): string {
    return `${this.url}${JWKS_PATH}`;
  }

  /** A signed access token; `overrides` make it invalid. */
  mint(claims: MemberClaims | MachineClaims, overrides: TokenOverrides = {}): Promise<string> {
    const { issuer = this.url, audience = STAND_IN_AUDIENCE } = overrides;
    const { expiresIn = TOKEN_SECONDS, type = 'at+jwt' } = overrides;
    const now = Math.floor(Date.now() / 1000);
    const token = new SignJWT({ client_id: STAND_IN_CLIENT, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: this.keyId, ...(type !== null && { typ: type }) })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setJti(randomUUID());
    if (expiresIn !== null) token.setExpirationTime(now + expiresIn);
    return token.sign(this.key);
  }

  /** A signed access token of a machine with this name. */
  mintMachine(name: string, scope: string): Promise<string> {
    return this.mint(machineClaims(name, scope));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async signIn(accountId: string, findMember: FindMember): Promise<object | undefined> {
    const member = await findMember(accountId);
    if (!member) return undefined;
    return { access_token: await this.mint(member), token_type: 'Bearer', expires_in: TOKEN_SECONDS };
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
