import { type CryptoKey, type JWTPayload, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { AuthConfig } from '#libs/configuration';
import { AuthenticationError, type AuthenticationFailure } from './authentication-error.ts';
import type { SigningKeys } from './signing-keys.ts';
import { type TokenProfile, tokenProfiles } from './token-profiles.ts';
import { type Claims, type Header, claimsSchema, headerSchema } from './token-schemas.ts';
import { type VerifiedCaller, VerifiedTokens } from './verified-tokens.ts';

/** How much the clocks of the issuer and of this machine may differ (s). */
const CLOCK_TOLERANCE = 5;

const ALGORITHM = 'RS256';

export class TokenVerifier {
  private readonly profile: TokenProfile;
  private readonly verified: VerifiedTokens;

  constructor(
    private readonly config: AuthConfig,
    private readonly keys: Pick<SigningKeys, 'known' | 'find'>,
  ) {
    this.profile = tokenProfiles[config.profile];
    this.verified = new VerifiedTokens(keys);
  }

  /** Throws an AuthenticationError for an invalid token, and UNAVAILABLE if its key can't be fetched. */
  async verify(token: string): Promise<VerifiedCaller> {
    return this.verified.callerOf(token) ?? (await this.verifyAnew(token));
  }

  private async verifyAnew(token: string): Promise<VerifiedCaller> {
    const header = headerOf(token);
    if (header.alg !== ALGORITHM) throw invalid('algorithm_not_allowed');
    const key = this.keys.known(header.kid) ?? (await this.findKey(header.kid, token));
    const payload = await this.payloadOf(token, key);
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) throw new AuthenticationError('invalid_claims', 'The token lacks required claims');
    this.check(header, claims.data);
    const caller = this.callerOf(claims.data);
    const { exp = 0 } = payload;
    this.verified.remember(token, { caller, keyId: header.kid, key, expiresAt: exp * 1000 });
    return caller;
  }

  /** Checks the issuer and the expiry first, so that an obviously invalid token causes no fetch of keys. */
  private async findKey(keyId: string, token: string): Promise<CryptoKey> {
    const { iss, exp = Infinity } = unverifiedPayloadOf(token);
    if (iss !== this.config.issuer) throw invalid('wrong_issuer');
    if (exp <= Date.now() / 1000 - CLOCK_TOLERANCE) throw expired();
    const key = await this.keys.find(keyId);
    if (!key) throw invalid('unknown_key');
    return key;
  }

  private async payloadOf(token: string, key: CryptoKey): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer: this.config.issuer,
        algorithms: [ALGORITHM],
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE,
      });
      return payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      if (error instanceof errors.JWTExpired) throw expired(error);
      throw invalid(failureOf(error), error);
    }
  }

  private check(header: Header, claims: Claims): void {
    if (!this.profile.isAccessToken(header, claims)) throw invalid('not_an_access_token');
    if (!this.profile.audiencesOf(claims).includes(this.config.audience)) throw invalid('wrong_audience');
    if (claims.iat !== undefined && claims.iat > Date.now() / 1000 + CLOCK_TOLERANCE)
      throw invalid('not_yet_valid');
  }

  private callerOf(claims: Claims): VerifiedCaller {
    if (this.profile.isMachine(claims)) return machineIn(claims);
    return this.isSupport(claims) ? supportIn(claims) : memberIn(claims);
  }

  /** Nobody is in support if no group is configured. */
  private isSupport(claims: Claims): boolean {
    const { supportGroup } = this.config;
    return supportGroup !== undefined && this.profile.groupsOf(claims).includes(supportGroup);
  }
}

function machineIn({ sub, account_ids: accounts, owned_account_ids: owned, scope }: Claims): VerifiedCaller {
  if (accounts ?? owned) throw invalid('machine_with_accounts');
  return { kind: 'machine', name: sub, scopes: scope?.split(' ') ?? [] };
}

/**
 * A support token with accounts is rejected. Otherwise one token would have the powers of an employee and of a
 * customer. An employee who is also a customer needs two users.
 */
function supportIn({ sub, client_id: client, account_ids: accounts = [] }: Claims): VerifiedCaller {
  if (accounts.length > 0) throw invalid('support_with_accounts');
  return { kind: 'support', userId: sub, ...(client && { client }) };
}

function memberIn(claims: Claims): VerifiedCaller {
  const { sub, client_id: client, account_ids: accountIds = [], owned_account_ids: owned = [] } = claims;
  if (!owned.every((accountId) => accountIds.includes(accountId))) throw invalid('owned_account_of_others');
  return { kind: 'member', userId: sub, accountIds, ownedAccountIds: owned, ...(client && { client }) };
}

function headerOf(token: string): Header {
  try {
    return headerSchema.parse(decodeProtectedHeader(token));
  } catch (cause) {
    throw invalid('malformed', cause);
  }
}

function unverifiedPayloadOf(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch (cause) {
    throw invalid('malformed', cause);
  }
}

const failureOfClaim: Readonly<Record<string, AuthenticationFailure>> = {
  iss: 'wrong_issuer',
  nbf: 'not_yet_valid',
};

function failureOf(error: errors.JOSEError): AuthenticationFailure {
  if (error instanceof errors.JWTClaimValidationFailed)
    return failureOfClaim[error.claim] ?? 'invalid_claims';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm_not_allowed';
  return error instanceof errors.JWSSignatureVerificationFailed ? 'bad_signature' : 'malformed';
}

function expired(cause?: unknown): AuthenticationError {
  return new AuthenticationError('expired', 'The token has expired; get a new one', cause);
}

function invalid(failure: AuthenticationFailure, cause?: unknown): AuthenticationError {
  return new AuthenticationError(failure, 'The token is not valid', cause);
}
