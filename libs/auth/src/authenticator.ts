import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { platformProblems } from '#contracts/vocabulary';
import { ProblemError, ServiceConfig } from '#libs/runtime';
import type { Caller } from './caller.ts';

const claimsSchema = z.object({
  sub: z.string().min(1),
  account_ids: z.array(z.string()).optional(),
  scope: z.string().optional(),
});

/** Tells who calls, from a bearer token: RS256, of our issuer, for our audience, not expired. */
@Injectable()
export class Authenticator {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(private readonly config: ServiceConfig) {
    this.keys = createRemoteJWKSet(new URL(config.auth.jwksUrl), {
      timeoutDuration: 2_000,
      cooldownDuration: 5_000,
    });
  }

  /**
   * The caller behind an Authorization header; anonymous where there is none.
   * Throws UNAUTHENTICATED for a header that is not a valid token, UNAVAILABLE if the keys can't be had.
   */
  async authenticate(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) return { kind: 'anonymous' };
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
    if (!token) throw unauthenticated('The Authorization header must be "Bearer" and a token');
    const claims = claimsSchema.safeParse(await this.verify(token));
    if (!claims.success) throw unauthenticated('The token lacks the claims that it must have');
    const { sub, account_ids: accountIds, scope } = claims.data;
    if (accountIds) return { kind: 'member', userId: sub, accountIds };
    return { kind: 'machine', name: sub, scopes: scope?.split(' ') ?? [] };
  }

  private async verify(token: string): Promise<unknown> {
    const { issuer, audience } = this.config.auth;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        audience,
        algorithms: ['RS256'],
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (cause) {
      if (cause instanceof errors.JWTExpired)
        throw unauthenticated('The token has expired; get a new one', cause);
      if (isFaultOfToken(cause)) throw unauthenticated('The token is not valid', cause);
      throw new ProblemError(
        platformProblems.unavailable,
        'Tokens cannot be checked at the moment; try again',
        {
          cause,
        },
      );
    }
  }
}

function isFaultOfToken(cause: unknown): boolean {
  const faultsOfKeys = [errors.JWKSTimeout, errors.JWKSInvalid];
  const isFaultOfKeys = faultsOfKeys.some((type) => cause instanceof type);
  return cause instanceof errors.JOSEError && cause.code !== 'ERR_JOSE_GENERIC' && !isFaultOfKeys;
}

function unauthenticated(detail: string, cause?: unknown): ProblemError {
  return new ProblemError(platformProblems.unauthenticated, detail, { cause });
}
