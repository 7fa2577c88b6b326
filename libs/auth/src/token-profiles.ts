import type { AuthConfig } from '#libs/configuration';
import type { Claims, Header } from './token-schemas.ts';

export interface TokenProfile {
  /** Services reject ID tokens, because ID tokens are for the app that the user signed in to. */
  isAccessToken(header: Header, claims: Claims): boolean;
  audiencesOf(claims: Claims): readonly string[];
  /** Whether the client got the token for itself (client credentials grant), without a user. */
  isMachine(claims: Claims): boolean;
  groupsOf(claims: Claims): readonly string[];
}

/** If a client acts for itself, the subject of its token is the client (RFC 9068, section 2.2). */
function clientIsSubject({ client_id, sub }: Claims): boolean {
  return client_id === sub;
}

export const tokenProfiles: Readonly<Record<AuthConfig['profile'], TokenProfile>> = {
  rfc9068: {
    isAccessToken: ({ typ }) => /^(?:application\/)?at\+jwt$/i.test(typ ?? ''),
    audiencesOf: ({ aud = [] }) => [aud].flat(),
    isMachine: clientIsSubject,
    groupsOf: ({ groups = [] }) => groups,
  },
  /**
   * Tokens of Amazon Cognito user pools. These tokens have no `typ`. Their `token_use` distinguishes access tokens
   * from ID tokens. An access token has no `aud` unless a trigger or a resource binding adds `aud`. Without `aud`,
   * the app client is the audience.
   */
  cognito: {
    isAccessToken: (_header, { token_use }) => token_use === 'access',
    audiencesOf: ({ aud, client_id = [] }) => [aud ?? client_id].flat(),
    isMachine: clientIsSubject,
    groupsOf: (claims) => claims['cognito:groups'] ?? [],
  },
};
