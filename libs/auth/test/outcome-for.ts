import { ProblemError } from '#libs/runtime';
import { AuthenticationError, type Authenticator } from '../src/index.ts';

/** Returns the kind of caller, the reason why authentication failed, or a problem code. */
export async function outcomeFor(authenticator: Authenticator, authorization: string): Promise<string> {
  try {
    return (await authenticator.authenticate(authorization)).kind;
  } catch (error) {
    if (error instanceof AuthenticationError) return error.failure;
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}
