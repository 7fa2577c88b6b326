import { isDeepStrictEqual } from 'node:util';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, map } from 'rxjs';
import { type HtmlReply, type Operation, type RedirectReply, jsonResponse } from '#contracts/vocabulary';
import { ServiceConfig } from '#libs/runtime';
import { operationOf } from './implements.decorator.ts';
import { sendPage } from './send-page.ts';

/** Sends what a handler returns the way its contract says; outside of production, holds it against the schema. */
@Injectable()
export class ReplyInterceptor implements NestInterceptor {
  constructor(private readonly config: ServiceConfig) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = operationOf(context.getHandler());
    if (!operation) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((result: unknown) => this.send(operation, result, reply)));
  }

  private send(operation: Operation, result: unknown, reply: FastifyReply): unknown {
    if (isReply(result)) {
      return result.kind === 'html' ? sendPage(reply, result) : sendRedirect(reply, result);
    }
    if (this.config.validatesResponses) assertMatchesContract(operation, result);
    return result;
  }
}

function sendRedirect(reply: FastifyReply, { location, status }: RedirectReply): string {
  reply.status(status).header('location', location);
  return '';
}

function isReply(result: unknown): result is HtmlReply | RedirectReply {
  return typeof result === 'object' && result !== null && 'kind' in result && 'status' in result;
}

/** Throws if an answer does not match its schema, or has fields that the schema does not declare. */
function assertMatchesContract(operation: Operation, answer: unknown): void {
  const success = jsonResponse(operation);
  if (!success) throw new Error(`${operation.id} declares no JSON answer, but its handler gave one`);
  const sent: unknown = JSON.parse(JSON.stringify(answer));
  const declared = success.schema.parse(sent);
  if (!isDeepStrictEqual(sent, declared)) {
    throw new Error(`The answer of ${operation.id} has fields that its contract does not declare`);
  }
}
