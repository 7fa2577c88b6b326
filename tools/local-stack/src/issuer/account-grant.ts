import { type Provider, errors } from 'oidc-provider';
import { z } from 'zod';
import type { TokenSigner } from '#libs/stand-ins';
import type { Memberships } from './memberships.ts';

/** The grant type with which developers get a token of a member of an account without a sign-in. */
export const ACCOUNT_GRANT = 'urn:qred:grant-type:account';
export const ACCOUNT_GRANT_CLIENT = 'qred-cli';
/** The errors of this grant. */
export const accountGrantErrors = {
  noMember: 'no_such_member',
  unavailable: 'temporarily_unavailable',
} as const;

const parameters = z.object({
  account: z.string(),
  expires_in: z.coerce.number().int().positive(),
});

/** Adds the grant to the provider's token endpoint. */
export function addAccountGrant(provider: Provider, signer: TokenSigner, memberships: Memberships): void {
  provider.registerGrantType(
    ACCOUNT_GRANT,
    async (context) => {
      const { data, error } = parameters.safeParse(context.oidc.params);
      if (!data) throw new errors.InvalidRequest(z.prettifyError(error));
      const member = await memberships.findMember(data.account).catch((cause: unknown) => {
        throw new errors.CustomOIDCProviderError(accountGrantErrors.unavailable, String(cause));
      });
      if (!member) throw new errors.CustomOIDCProviderError(accountGrantErrors.noMember);
      context.body = {
        access_token: await signer.mint(member, { expiresIn: data.expires_in }),
        token_type: 'Bearer',
        expires_in: data.expires_in,
      };
    },
    Object.keys(parameters.shape),
  );
}
