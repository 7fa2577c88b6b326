import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type ParsedRequest, platformProblems } from '#contracts/vocabulary';
import { Authenticator, authorizeAccess, authorizeAccount } from '#libs/auth';
import { ProblemError } from '#libs/runtime';
import { operationOf } from './implements.decorator.ts';
import { isNotBuilt } from './not-built.decorator.ts';
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
    if (operation.access === 'member') {
      for (const accountId of accountsIn(parsed)) authorizeAccount(caller, accountId);
    }
    if (isNotBuilt(context.getHandler())) throw notBuilt();
    rememberValid(request, { ...parsed, caller });
    return true;
  }
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
    'The mock answers it as its contract says: npm run mock, or npm start, which sends it there',
  );
}
