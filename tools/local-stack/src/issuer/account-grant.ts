import { type Provider, errors } from 'oidc-provider';
import { z } from 'zod';
import { type MemberClaims, type TokenSigner, supportClaims } from '#libs/stand-ins';
import type { Memberships } from './memberships.ts';

/** With this grant type, developers get a token for an account and a role without signing in. */
export const ACCOUNT_GRANT = 'urn:qred:grant-type:account';
export const ACCOUNT_GRANT_CLIENT = 'qred-cli';
export const accountGrantErrors = {
  noMember: 'no_such_member',
  unavailable: 'temporarily_unavailable',
} as const;

export const TOKEN_ROLES = ['owner', 'member', 'support'] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

const SUPPORT_USER = 'support-cleo';

const parameters = z.object({
  account: z.string(),
  role: z.enum(TOKEN_ROLES).optional(),
  expires_in: z.coerce.number().int().positive(),
});

export function addAccountGrant(provider: Provider, signer: TokenSigner, memberships: Memberships): void {
  provider.registerGrantType(
    ACCOUNT_GRANT,
    async (context) => {
      const { data, error } = parameters.safeParse(context.oidc.params);
      if (!data) throw new errors.InvalidRequest(z.prettifyError(error));
      const claims = await claimsFor(memberships, data.account, data.role).catch((cause: unknown) => {
        throw new errors.CustomOIDCProviderError(accountGrantErrors.unavailable, String(cause));
      });
      if (!claims) throw new errors.CustomOIDCProviderError(accountGrantErrors.noMember);
      context.body = {
        access_token: await signer.mint(claims, { expiresIn: data.expires_in }),
        token_type: 'Bearer',
        expires_in: data.expires_in,
      };
    },
    Object.keys(parameters.shape),
  );
}

async function claimsFor(
  memberships: Memberships,
  account: string,
  role: TokenRole | undefined,
): Promise<MemberClaims | undefined> {
  return role === 'support' ? supportClaims(SUPPORT_USER) : memberships.findMember(account, role);
}
