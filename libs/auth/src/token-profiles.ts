import type { AuthConfig } from '#libs/configuration';
import type { Claims, Header } from './token-schemas.ts';

/** How one kind of issuer marks the tokens that services accept. */
export interface TokenProfile {
  /** ID tokens are for the client; services accept only access tokens. */
  isAccessToken(header: Header, claims: Claims): boolean;
  /** The audiences of the token. */
  audiencesOf(claims: Claims): readonly string[];
  /** Whether a client got the token for itself (client credentials grant), without a user. */
  isMachine(claims: Claims): boolean;
  /** The groups that the issuer puts the user in. */
  groupsOf(claims: Claims): readonly string[];
}

/** In a token of a client that acts for itself, the subject is the client (RFC 9068, section 2.2). */
function clientIsSubject({ client_id, sub }: Claims): boolean {
  return client_id === sub;
}

export const tokenProfiles: Readonly<Record<AuthConfig['profile'], TokenProfile>> = {
  /** JWT access tokens as RFC 9068 defines them. */
  rfc9068: {
    isAccessToken: ({ typ }) => /^(?:application\/)?at\+jwt$/i.test(typ ?? ''),
    audiencesOf: ({ aud = [] }) => [aud].flat(),
    isMachine: clientIsSubject,
    groupsOf: ({ groups = [] }) => groups,
  },
  /**
   * Tokens of Amazon Cognito user pools. They have no `typ`, and `token_use` distinguishes access tokens from ID
   * tokens. An access token has no `aud` unless a trigger or a resource binding adds this claim. Without `aud`, the
   * app client is the audience.
   */
  cognito: {
    isAccessToken: (_header, { token_use }) => token_use === 'access',
    audiencesOf: ({ aud, client_id = [] }) => [aud ?? client_id].flat(),
    isMachine: clientIsSubject,
    groupsOf: (claims) => claims['cognito:groups'] ?? [],
  },
};
