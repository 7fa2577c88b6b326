import { type Problem, platformProblems } from '#contracts/vocabulary';
import { refusalDetails } from '#libs/http-rules';
import { ProblemError } from '#libs/runtime';

/** The callee can't be reached, fails, responds too late, or violates its contract. */
export class RpcUnavailableError extends ProblemError {
  constructor(
    readonly service: string,
    reason: string,
    cause?: unknown,
  ) {
    super(platformProblems.unavailable, refusalDetails.unavailable, {
      cause: new Error(`${service}: ${reason}`, { cause }),
    });
    this.name = 'RpcUnavailableError';
  }
}

/** The callee responded with a problem about the request, such as CARD_NOT_FOUND. */
export class RpcProblemError extends Error {
  constructor(
    readonly service: string,
    readonly problem: Problem,
  ) {
    super(`${service} responded ${problem.status} ${problem.code}`);
    this.name = 'RpcProblemError';
  }
}
