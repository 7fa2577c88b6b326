import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { platformProblems } from '#contracts/vocabulary';
import { Authenticator, authorizeAccess, authorizeAccount } from '#libs/auth';
import { ProblemError } from '#libs/runtime';
import { operationOf } from './implements.decorator.ts';
import { rememberValid } from './operation-request.ts';
import { parseRequest } from './parse-request.ts';

/** The one gate in front of every handler: what no contract declares is denied. */
@Injectable()
export class OperationGuard implements CanActivate {
  constructor(private readonly authenticator: Authenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = operationOf(context.getHandler());
    if (!operation) throw new ProblemError(platformProblems.notFound);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.authenticator.authenticate(request.headers.authorization);
    authorizeAccess(operation.access, caller);
    const parsed = parseRequest(operation, request);
    const accountId = parsed.params.account_id ?? parsed.query.account_id;
    if (operation.access === 'member' && typeof accountId === 'string') authorizeAccount(caller, accountId);
    rememberValid(request, { ...parsed, caller });
    return true;
  }
}
