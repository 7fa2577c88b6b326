import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Operation,
  type ProblemType,
  exposedOperationsOf,
  operationsOf,
  platformProblems,
} from '#contracts/vocabulary';
import { createRouter, methodsOf, refusalDetails } from '#libs/http-rules';
import { PinoLogger } from '#libs/logging';
import { ProblemError, infrastructureFault } from '#libs/runtime';
import { cameThroughEdge } from './edge-requests.ts';
import { sendProblem } from './send-problem.ts';
import { ServiceContract } from './service-contract.ts';

type Router = ReturnType<typeof createRouter>;

const byStatus = new Map<number, ProblemType>(
  [
    platformProblems.invalidRequest,
    platformProblems.notFound,
    platformProblems.payloadTooLarge,
    platformProblems.unsupportedMediaType,
    platformProblems.tooManyRequests,
    platformProblems.unavailable,
  ].map((problem) => [problem.status, problem]),
);

/** Turns every error into a problem, even the errors of the framework. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly every: Router;
  private readonly exposed: Router;

  constructor(
    private readonly logger: PinoLogger,
    { contract }: ServiceContract,
  ) {
    this.logger.setContext(ProblemFilter.name);
    this.every = createRouter(operationsOf(contract));
    this.exposed = createRouter(exposedOperationsOf(contract, true));
  }

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = this.toProblemError(exception, request);
    const { problem } = error;
    if (problem.status >= 500)
      this.logger.error({ err: exception, reason: infrastructureFault(exception) }, problem.title);
    if (problem === platformProblems.unauthenticated) reply.header('www-authenticate', 'Bearer');
    if (problem === platformProblems.methodNotAllowed)
      reply.header('allow', methodsOf(this.operationsAt(request)).join(', '));
    sendProblem(error, request, reply);
  }

  /** Leaves out internal operations if the request came through the edge. */
  private operationsAt(request: FastifyRequest): Operation[] {
    const router = cameThroughEdge(request.headers) ? this.exposed : this.every;
    return router.at(request.originalUrl);
  }

  private toProblemError(exception: unknown, request: FastifyRequest): ProblemError {
    if (exception instanceof ProblemError) return exception;
    const status = statusOf(exception);
    if (status === 404 && request.is404 && this.operationsAt(request).length > 0) {
      return new ProblemError(
        platformProblems.methodNotAllowed,
        refusalDetails.methodNotAllowed(request.method),
      );
    }
    if (status === 500 && infrastructureFault(exception) !== undefined)
      return new ProblemError(platformProblems.unavailable, refusalDetails.unavailable, { cause: exception });
    const problem = byStatus.get(status) ?? (status < 500 ? platformProblems.invalidRequest : undefined);
    if (!problem)
      return new ProblemError(platformProblems.internalError, INTERNAL_DETAIL, { cause: exception });
    return new ProblemError(problem, DETAILS[status] ?? problem.title, { cause: exception });
  }
}

const INTERNAL_DETAIL = 'The error has been logged; quote the request id if you ask us about it';

/** Callers get these messages instead of the framework's messages, which can reveal internals. */
const DETAILS: Readonly<Record<number, string>> = {
  400: refusalDetails.unreadable,
  404: refusalDetails.nothingHere,
  413: refusalDetails.bodyTooLarge,
  415: refusalDetails.noJson,
  429: 'Wait a minute before you try again',
  503: refusalDetails.unavailable,
};

function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  if (exception instanceof Error && 'statusCode' in exception && typeof exception.statusCode === 'number') {
    return exception.statusCode;
  }
  return 500;
}
