import { type Problem, platformProblems } from '#contracts/vocabulary';
import { ProblemError } from '#libs/runtime';

/** The callee could not be reached, did not answer in time, failed, or answered what its contract does not allow. */
export class RpcUnavailableError extends ProblemError {
  constructor(
    readonly service: string,
    reason: string,
    cause?: unknown,
  ) {
    super(platformProblems.unavailable, 'A part of the system does not answer at the moment; try again', {
      cause: new Error(`${service}: ${reason}`, { cause }),
    });
    this.name = 'RpcUnavailableError';
  }
}

/** The callee answered with a problem that speaks of the request, such as CARD_NOT_FOUND. */
export class RpcProblemError extends Error {
  constructor(
    readonly service: string,
    readonly answer: Problem,
  ) {
    super(`${service} answered ${answer.status} ${answer.code}`);
    this.name = 'RpcProblemError';
  }
}
