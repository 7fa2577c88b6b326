import { Provider, errors } from 'oidc-provider';
import { STAND_IN_ALGORITHM, STAND_IN_AUDIENCE, JWKS_PATH, type TokenSigner } from '#libs/stand-ins';
import { ACCOUNT_GRANT, ACCOUNT_GRANT_CLIENT, addAccountGrant } from './account-grant.ts';
import type { AccountClaims, Memberships } from './memberships.ts';
import { MemoryAdapter } from './memory-adapter.ts';
import { messagePage, signOutPage } from './sign-in-page.ts';

export const WEB_CLIENT = 'web';
export const SIGN_IN_PATH = '/sign-in/';

/** Identifies the API as a resource (RFC 8707). The audience of tokens is STAND_IN_AUDIENCE. */
const RESOURCE = 'urn:qred:api';
const HOUR_S = 3_600;
/** In seconds. After this time, a person must sign in again. */
const SESSION_S = 12 * HOUR_S;
const CODE_S = 60;

export interface ProviderOptions {
  readonly signer: TokenSigner;
  readonly memberships: Memberships;
  /** After people sign in or out, they return to one of these origins of apps/web. */
  readonly pageOrigins: readonly string[];
  /** In seconds. */
  readonly tokenSeconds: number;
}

/**
 * Creates an OpenID provider for the local stack. The provider supports refresh tokens and the code flow with
 * PKCE for the public client WEB_CLIENT. Access tokens (RFC 9068) contain `account_ids` and
 * `owned_account_ids`. People choose a user at SIGN_IN_PATH. There is no consent page.
 */
export function createProvider(options: ProviderOptions): Provider {
  const { signer, memberships, pageOrigins, tokenSeconds } = options;
  const pages = pageOrigins.map((origin) => `${origin}/`);
  const provider = new Provider(signer.issuer, {
    adapter: MemoryAdapter,
    jwks: { keys: [signer.privateKey] },
    cookies: { keys: [crypto.randomUUID()] },
    routes: { jwks: JWKS_PATH },
    clients: [
      {
        client_id: WEB_CLIENT,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: pages,
        post_logout_redirect_uris: pages,
        id_token_signed_response_alg: STAND_IN_ALGORITHM,
      },
      {
        client_id: ACCOUNT_GRANT_CLIENT,
        token_endpoint_auth_method: 'none',
        grant_types: [ACCOUNT_GRANT],
        response_types: [],
        redirect_uris: [],
      },
    ],
    clientBasedCORS: (_context, origin) => pageOrigins.includes(origin),
    pkce: { required: () => true },
    scopes: ['openid'],
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    interactions: { url: (_context, { uid }) => `${SIGN_IN_PATH}${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    extraTokenClaims: (_context, token) => accountClaims(memberships, token),
    async loadExistingGrant({ oidc }) {
      const { client, session, provider: running } = oidc;
      const grant = new running.Grant({
        ...(client && { clientId: client.clientId }),
        ...(session?.accountId !== undefined && { accountId: session.accountId }),
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = messagePage('Signed out', 'You can close this page.');
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: STAND_IN_AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokenSeconds,
          jwt: { sign: { alg: STAND_IN_ALGORITHM } },
        }),
      },
    },
    ttl: {
      AccessToken: tokenSeconds,
      AuthorizationCode: CODE_S,
      Grant: SESSION_S,
      IdToken: tokenSeconds,
      Interaction: HOUR_S,
      RefreshToken: SESSION_S,
      Session: SESSION_S,
    },
    renderError: (context, { error, error_description: description = error }) => {
      context.type = 'html';
      context.body = messagePage('You could not be signed in', description);
    },
  });
  addAccountGrant(provider, signer, memberships);
  return provider;
}

async function accountClaims(memberships: Memberships, token: object): Promise<AccountClaims> {
  const user = 'accountId' in token && typeof token.accountId === 'string' ? token.accountId : '';
  try {
    return await memberships.claimsOf(user);
  } catch (cause) {
    throw new errors.TemporarilyUnavailable(String(cause));
  }
}
