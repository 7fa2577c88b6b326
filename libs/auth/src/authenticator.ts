import { Injectable } from '@nestjs/common';
import { ServiceConfig } from '#libs/configuration';
import { AuthenticationError } from './authentication-error.ts';
import type { Caller } from './caller.ts';
import { SigningKeys } from './signing-keys.ts';
import { TokenVerifier } from './token-verifier.ts';

@Injectable()
export class Authenticator {
  private readonly verifier: TokenVerifier;

  constructor({ auth }: ServiceConfig, keys: SigningKeys) {
    this.verifier = new TokenVerifier(auth, keys);
  }

  /**
   * Returns the caller that an Authorization header identifies. Without a header, the caller is anonymous. Throws an
   * AuthenticationError if the header has no valid token, and UNAVAILABLE if the signing key can't be fetched.
   */
  async authenticate(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) return { kind: 'anonymous' };
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
    if (token === undefined) {
      throw new AuthenticationError(
        'not_a_bearer_token',
        'The Authorization header must be "Bearer" and a token',
      );
    }
    return this.verifier.verify(token);
  }
}
