import { isDeepStrictEqual } from 'node:util';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import { type Operation, emptyStatus, jsonResponse } from '#contracts/vocabulary';
import { hasNoPage, operationOf } from './implements.decorator.ts';

/** Validates the results of handlers against the contract, except in production. */
@Injectable()
export class ResponseCheckInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = operationOf(context.getHandler());
    if (!operation) return next.handle();
    return next.handle().pipe(tap((result: unknown) => check(operation, result)));
  }
}

function check(operation: Operation, response: unknown): void {
  // PageReplyInterceptor runs first and turns pages and redirects into text.
  if (typeof response === 'string' && !hasNoPage(operation)) return;
  if (response === undefined && emptyStatus(operation) !== undefined) return;
  const success = jsonResponse(operation);
  if (!success) throw new Error(`${operation.id} declares no JSON response, but its handler returned one`);
  const sent: unknown = JSON.parse(JSON.stringify(response));
  const declared = success.schema.parse(sent);
  if (!isDeepStrictEqual(sent, declared)) {
    throw new Error(`The response of ${operation.id} has fields that its contract does not declare`);
  }
}
