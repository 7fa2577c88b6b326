import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, map } from 'rxjs';
import type { HtmlReply, RedirectReply } from '#contracts/vocabulary';
import { sendPage } from './send-page.ts';

@Injectable()
export class PageReplyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((result: unknown) => (isReply(result) ? send(reply, result) : result)));
  }
}

function isReply(result: unknown): result is HtmlReply | RedirectReply {
  return typeof result === 'object' && result !== null && 'kind' in result && 'status' in result;
}

function send(reply: FastifyReply, result: HtmlReply | RedirectReply): string {
  if (result.kind === 'html') return sendPage(reply, result);
  reply.status(result.status).header('location', result.location);
  return '';
}
