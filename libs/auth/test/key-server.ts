import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CryptoKey,
  type GenerateKeyPairResult,
  type JWK,
  SignJWT,
  exportJWK,
  generateKeyPair,
} from 'jose';
import { STAND_IN_AUDIENCE } from '#libs/stand-ins';

const keyPairs = new Map<string, Promise<GenerateKeyPairResult>>();

/** Generating a key pair is slow, so the tests of a file share one key pair per id. */
function keyPairFor(kid: string): Promise<GenerateKeyPairResult> {
  const pair = keyPairs.get(kid) ?? generateKeyPair('RS256', { extractable: true });
  keyPairs.set(kid, pair);
  return pair;
}

type Respond = (response: ServerResponse) => void;

/** An issuer whose keys and failures a test controls. The issuer counts the fetches of its keys. */
export class KeyServer {
  fetches = 0;
  private readonly server: Server;
  private keys: { readonly jwk: JWK; readonly privateKey: CryptoKey }[] = [];
  private respond: Respond = (response) => this.sendKeys(response);

  private constructor() {
    this.server = createServer((_request, response) => {
      this.fetches += 1;
      this.respond(response);
    });
  }

  static async start(): Promise<KeyServer> {
    const issuer = new KeyServer();
    await new Promise<void>((resolve) => issuer.server.listen(0, '127.0.0.1', resolve));
    await issuer.rotateTo('key-1');
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/keys`;
  }

  get environment(): NodeJS.ProcessEnv {
    return { AUTH_ISSUER: 'https://issuer.example', AUTH_JWKS_URL: this.url };
  }

  /** Signs with a new key from now on, and publishes only that key. */
  async rotateTo(kid: string, publish: (jwk: JWK) => JWK = (jwk) => jwk): Promise<void> {
    const { privateKey, publicKey } = await keyPairFor(kid);
    const jwk = publish({ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' });
    this.keys = [{ jwk, privateKey }];
  }

  failWith(respond: Respond): void {
    this.respond = respond;
  }

  recover(): void {
    this.respond = (response) => this.sendKeys(response);
  }

  publicKeys(): JWK[] {
    return this.keys.map(({ jwk }) => jwk);
  }

  /**
   * Returns an Authorization header. The current key signs the token. With `kid`, the token contains a different key
   * id.
   */
  async header(kid = this.keys[0]?.jwk.kid): Promise<string> {
    const [key] = this.keys;
    if (!key) throw new Error('There is no key');
    const token = await new SignJWT({ sub: 'user-anna', client_id: 'qred-app', account_ids: ['company-ab'] })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', ...(kid !== undefined && { kid }) })
      .setIssuer('https://issuer.example')
      .setAudience(STAND_IN_AUDIENCE)
      .setExpirationTime('15m')
      .sign(key.privateKey);
    return `Bearer ${token}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private sendKeys(response: ServerResponse): void {
    response.end(JSON.stringify({ keys: this.publicKeys() }));
  }
}
