import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import { freePort } from './free-port.ts';
import { type MachineClaims, type MemberClaims, type TokenOverrides, TokenSigner } from './token-signer.ts';

export const JWKS_PATH = '/.well-known/jwks.json';

/** An issuer for tests. It serves its public keys over HTTP, and signs tokens in the test's process. */
export class StandInIssuer {
  private readonly server: Server;
  private readonly signer: TokenSigner;

  private constructor(server: Server, signer: TokenSigner) {
    this.server = server;
    this.signer = signer;
  }

  static async start(): Promise<StandInIssuer> {
    const port = await freePort();
    const host = '127.0.0.1';
    const signer = await TokenSigner.create(`http://${host}:${port}`);
    const body = JSON.stringify({ keys: [signer.publicKey] });
    const server = createServer((request, response) => {
      if (request.url === JWKS_PATH) response.setHeader('content-type', 'application/json').end(body);
      else response.writeHead(404).end();
    });
    await once(server.listen(port, host), 'listening');
    return new StandInIssuer(server, signer);
  }

  get url(): string {
    return this.signer.issuer;
  }

  get jwksUrl(): string {
    return `${this.url}${JWKS_PATH}`;
  }

  /** `overrides` make the token invalid. */
  mint(claims: MemberClaims | MachineClaims, overrides?: TokenOverrides): Promise<string> {
    return this.signer.mint(claims, overrides);
  }

  mintMachine(name: string, scope: string): Promise<string> {
    return this.signer.mintMachine(name, scope);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
