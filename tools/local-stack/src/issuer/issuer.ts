import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Provider } from 'oidc-provider';
import { JWKS_PATH, type MemberClaims, TOKEN_SECONDS, TokenSigner } from '#libs/stand-ins';
import { SIGN_IN_PATH, createProvider } from './create-provider.ts';
import { Memberships } from './memberships.ts';
import { listSeededUsers } from './seeded-users.ts';
import { SIGN_IN_POLICY, messagePage, signInPage } from './sign-in-page.ts';

export interface IssuerOptions {
  readonly host: string;
  readonly port: number;
  /** The issuer's URL for tokens and browsers. Set only if the issuer listens on a different address. */
  readonly name?: string;
  readonly accountUrl: string;
  readonly pageOrigins: readonly string[];
  /** The lifetime of access tokens, in seconds. The default is 15 minutes. */
  readonly tokenSeconds?: number;
}

export class Issuer {
  readonly url: string;
  private readonly server: Server;
  private readonly signer: TokenSigner;

  private constructor(server: Server, signer: TokenSigner) {
    this.server = server;
    this.signer = signer;
    this.url = signer.issuer;
  }

  static async start(options: IssuerOptions): Promise<Issuer> {
    const { host, port, accountUrl, pageOrigins, tokenSeconds = TOKEN_SECONDS } = options;
    const signer = await TokenSigner.create(options.name ?? `http://${host}:${port}`);
    const memberships = new Memberships(accountUrl, (claims) => signer.mint(claims));
    const provider = createProvider({ signer, memberships, pageOrigins, tokenSeconds });
    const respond = provider.callback();
    const server = createServer((request, response) => {
      if (request.url?.startsWith(SIGN_IN_PATH)) void signIn(request, response, provider, memberships);
      else void respond(request, response);
    });
    await once(server.listen(port, host), 'listening');
    return new Issuer(server, signer);
  }

  get jwksUrl(): string {
    return `${this.url}${JWKS_PATH}`;
  }

  mint(claims: MemberClaims): Promise<string> {
    return this.signer.mint(claims);
  }

  mintMachine(name: string, scope: string): Promise<string> {
    return this.signer.mintMachine(name, scope);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function signIn(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
  memberships: Memberships,
): Promise<void> {
  try {
    await provider.interactionDetails(request, response);
    if (request.method === 'POST') {
      const user = new URLSearchParams(await text(request)).get('user') ?? '';
      await provider.interactionFinished(request, response, { login: { accountId: user } });
    } else {
      sendPage(response, 200, signInPage(await listSeededUsers(memberships), request.url ?? ''));
    }
  } catch (error) {
    sendPage(
      response,
      500,
      messagePage('You could not be signed in', `${String(error)}. Open the app again.`),
    );
  }
}

function sendPage(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': SIGN_IN_POLICY,
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
