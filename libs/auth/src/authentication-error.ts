import { platformProblems } from '#contracts/vocabulary';
import { ProblemError } from '#libs/runtime';

/**
 * Why authentication failed. The log contains the reason. The response doesn't, because the reason would help an
 * attacker.
 */
export type AuthenticationFailure =
  | 'no_token'
  | 'not_a_bearer_token'
  | 'malformed'
  | 'not_an_access_token'
  | 'algorithm_not_allowed'
  | 'unknown_key'
  | 'bad_signature'
  | 'expired'
  | 'not_yet_valid'
  | 'wrong_issuer'
  | 'wrong_audience'
  | 'invalid_claims'
  | 'machine_with_accounts'
  | 'support_with_accounts'
  | 'owned_account_of_others';

export class AuthenticationError extends ProblemError {
  constructor(
    readonly failure: AuthenticationFailure,
    detail: string,
    cause?: unknown,
  ) {
    super(platformProblems.unauthenticated, detail, { cause });
    this.name = 'AuthenticationError';
  }
}
