import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import type { Operation } from '#contracts/vocabulary';
import { locationOf } from '#libs/http-rules';

export class LocationInterceptor implements NestInterceptor {
  constructor(private readonly operation: Operation) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const { valid } = http.getRequest<FastifyRequest>();
    return next.handle().pipe(
      tap((body: unknown) => {
        const location = locationOf(this.operation, valid?.params, body);
        if (location !== undefined) http.getResponse<FastifyReply>().header('location', location);
      }),
    );
  }
}
