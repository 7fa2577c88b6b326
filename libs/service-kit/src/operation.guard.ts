import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Operation, deprecationHeaders, isIdName, platformProblems } from '#contracts/vocabulary';
import { type ParsedRequest, accountIn } from '#libs/http-rules';
import {
  AuthenticationError,
  Authenticator,
  type Caller,
  UncheckedTokenError,
  authorizeAccess,
  authorizeAccount,
  authorizeOwner,
  idOfCaller,
} from '#libs/auth';
import { PinoLogger } from '#libs/logging';
import { ProblemError } from '#libs/runtime';
import { operationOf } from './implements.decorator.ts';
import { requestParser } from './parse-request.ts';
import { type Quota, RateLimits } from './rate-limits.ts';
import { isFromService } from './request-deadline.ts';

interface Gate {
  readonly operation: Operation;
  readonly parse: (request: FastifyRequest) => ParsedRequest;
  /** Empty if the operation is not deprecated. */
  readonly deprecation: Readonly<Record<string, string>>;
}

/**
 * The only guard of a service. The guard runs before every handler and rejects requests that no contract declares.
 */
@Injectable()
export class OperationGuard implements CanActivate {
  private readonly gates = new Map<object, Gate>();

  constructor(
    private readonly authenticator: Authenticator,
    private readonly limits: RateLimits,
    private readonly logger: PinoLogger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const gate = this.gateOf(context.getHandler());
    if (!gate) throw new ProblemError(platformProblems.notFound);
    const { operation, parse } = gate;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    reply.headers(gate.deprecation);
    const caller = await this.authenticate(request, reply);
    this.logDeprecatedUse(operation, caller, request);
    if (caller.kind !== 'anonymous') this.logger.assign({ user_id: idOfCaller(caller) });
    enforce(this.limits.countCall(operation, caller, request), request, reply);
    this.authorize(operation, caller);
    const parsed = parse(request);
    if (operation.access === 'member') authorizeAccounts(caller, parsed, authorizeAccount);
    if (operation.access === 'owner') authorizeAccounts(caller, parsed, authorizeOwner);
    if (operation.access === 'support') this.logSupportAccess(operation, parsed);
    if (!operation.built) throw notBuilt();
    request.valid = { ...parsed, caller };
    return true;
  }

  private gateOf(handler: object): Gate | undefined {
    const known = this.gates.get(handler);
    if (known) return known;
    const operation = operationOf(handler);
    if (!operation) return undefined;
    const gate = {
      operation,
      parse: requestParser(operation),
      deprecation: deprecationHeaders(operation),
    };
    this.gates.set(handler, gate);
    return gate;
  }

  /**
   * Limits invalid tokens per address. Valid tokens from the same address are still accepted. While the issuer fails,
   * tokens don't count as invalid.
   */
  private async authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    try {
      return await this.authenticator.authenticate(request.headers.authorization);
    } catch (error) {
      this.logFailure(error);
      const isIssuersFault = error instanceof UncheckedTokenError && error.issuerFails;
      if (!isIssuersFault) enforce(this.limits.countFailedAuthentication(request), request, reply);
      throw error;
    }
  }

  /**
   * Must run before the logger adds the user to the log lines of the request, so that this line names only the calling
   * program.
   */
  private logDeprecatedUse(operation: Operation, caller: Caller, { headers }: FastifyRequest): void {
    const { id, deprecated, sunset } = operation;
    if (deprecated === undefined) return;
    const client = clientOf(caller) ?? productOf(headers['user-agent']);
    this.logger.info({ deprecated_operation: id, sunset, client }, 'deprecated operation called');
  }

  /**
   * Logs that an employee uses an operation, and for which account. The logger adds the employee's id to the line. The
   * line has only ids from the request, because a search text can contain a person's name.
   */
  private logSupportAccess({ id }: Operation, { params, query, body }: ParsedRequest): void {
    const accountId = accountIn(params) ?? accountIn(query) ?? accountIn(body);
    const ids = Object.fromEntries(Object.entries(params).filter(([name]) => isIdName(name)));
    this.logger.info({ support_operation: id, account_id: accountId, ids }, 'support operation called');
  }

  private authorize({ access }: Operation, caller: Caller): void {
    try {
      authorizeAccess(access, caller);
    } catch (error) {
      this.logFailure(error);
      throw error;
    }
  }

  /** Logs the reason of a 401, which the response doesn't contain. */
  private logFailure(error: unknown): void {
    if (error instanceof AuthenticationError) this.logger.assign({ authentication_failure: error.failure });
  }
}

function clientOf(caller: Caller): string | undefined {
  if (caller.kind === 'anonymous') return undefined;
  return caller.kind === 'machine' ? caller.name : caller.client;
}

/**
 * Returns the first product of a User-Agent header (RFC 9110), such as `qred-ios/3.1`. Ignores a product that is only
 * a number, because it could identify a person.
 */
function productOf(userAgent: string | undefined): string {
  return /^[A-Za-z][\w.-]{0,39}(?:\/[\w.-]{1,20})?(?= |$)/.exec(userAgent ?? '')?.[0] ?? 'unknown';
}

/**
 * Throws TOO_MANY_REQUESTS above the limit. Services get no rate limit headers (draft-ietf-httpapi-ratelimit-headers),
 * because services don't read these headers.
 */
function enforce(quota: Quota, request: FastifyRequest, reply: FastifyReply): void {
  const { name, limit, windowSeconds, remaining, resetSeconds } = quota;
  if (!isFromService(request)) {
    reply.header('ratelimit-policy', `"${name}";q=${limit};w=${windowSeconds}`);
    reply.header('ratelimit', `"${name}";r=${remaining};t=${resetSeconds}`);
  }
  if (!quota.isExceeded) return;
  throw new ProblemError(platformProblems.tooManyRequests, `Try again in ${resetSeconds} s`, {
    retryAfterSeconds: resetSeconds,
  });
}

type AuthorizeAccount = (caller: Caller, accountId: string) => void;

function authorizeAccounts(
  caller: Caller,
  { params, query, body }: ParsedRequest,
  authorize: AuthorizeAccount,
): void {
  for (const part of [params, query, body]) authorizeEach(caller, accountIn(part), authorize);
}

function authorizeEach(caller: Caller, named: unknown, authorize: AuthorizeAccount): void {
  if (named === undefined) return;
  if (typeof named === 'string') authorize(caller, named);
  else for (const accountId of [named].flat().map(String)) authorize(caller, accountId);
}

function notBuilt(): ProblemError {
  return new ProblemError(
    platformProblems.notBuilt,
    'This operation is designed but not built. Use the mock: npm run mock. npm start forwards this operation to the mock',
  );
}
