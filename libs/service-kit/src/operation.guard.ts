import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Operation, type ParsedRequest, platformProblems } from '#contracts/vocabulary';
import {
  AuthenticationError,
  Authenticator,
  type Caller,
  authorizeAccess,
  authorizeAccount,
} from '#libs/auth';
import { PinoLogger } from '#libs/logging';
import { ProblemError } from '#libs/runtime';
import { operationOf } from './implements.decorator.ts';
import { rememberValid } from './operation-request.ts';
import { parseRequest } from './parse-request.ts';
import { type Quota, RateLimits } from './rate-limits.ts';

/** The one gate in front of every handler: it denies what no contract declares. */
@Injectable()
export class OperationGuard implements CanActivate {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly limits: RateLimits,
    private readonly logger: PinoLogger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = operationOf(context.getHandler());
    if (!operation) throw new ProblemError(platformProblems.notFound);
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const caller = await this.authenticate(request, reply);
    enforce(this.limits.countCall(operation, caller, request.ip), reply);
    this.authorize(operation, caller);
    const parsed = parseRequest(operation, request);
    if (operation.access === 'member') {
      for (const accountId of accountsIn(parsed)) authorizeAccount(caller, accountId);
    }
    if (!operation.built) throw notBuilt();
    rememberValid(request, { ...parsed, caller });
    return true;
  }

  /** Limits addresses that send tokens which are not valid. Valid tokens from such an address still pass. */
  private async authenticate({ headers, ip }: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    try {
      const caller = await this.authenticator.authenticate(headers.authorization);
      if (caller.kind !== 'anonymous') this.logger.assign({ user_id: idOf(caller) });
      return caller;
    } catch (error) {
      this.logFailure(error);
      enforce(this.limits.countFailedAuthentication(ip), reply);
      throw error;
    }
  }

  private authorize({ access }: Operation, caller: Caller): void {
    try {
      authorizeAccess(access, caller);
    } catch (error) {
      this.logFailure(error);
      throw error;
    }
  }

  /** Adds the reason of a 401 to the line of the request; the response does not have it. */
  private logFailure(error: unknown): void {
    if (error instanceof AuthenticationError) this.logger.assign({ authentication_failure: error.failure });
  }
}

function idOf(caller: Exclude<Caller, { kind: 'anonymous' }>): string {
  return caller.kind === 'member' ? caller.userId : caller.name;
}

/** Sends what is left of a limit (draft-ietf-httpapi-ratelimit-headers). Throws TOO_MANY_REQUESTS if it is exceeded. */
function enforce(quota: Quota, reply: FastifyReply): void {
  const { name, limit, windowSeconds, remaining, resetSeconds } = quota;
  reply.header('ratelimit-policy', `"${name}";q=${limit};w=${windowSeconds}`);
  reply.header('ratelimit', `"${name}";r=${remaining};t=${resetSeconds}`);
  if (!quota.isExceeded) return;
  throw new ProblemError(platformProblems.tooManyRequests, `Try again in ${resetSeconds} s`, {
    retryAfterSeconds: resetSeconds,
  });
}

/** The accounts that a request names: in its path, in its query, or one in each. */
function accountsIn({ params, query }: ParsedRequest): string[] {
  return [params.account_id, query.account_id]
    .flat()
    .filter((value) => value !== undefined)
    .map(String);
}

function notBuilt(): ProblemError {
  return new ProblemError(
    platformProblems.notBuilt,
    'This operation is designed but not built. Use the mock: npm run mock. npm start routes to it by itself',
  );
}
