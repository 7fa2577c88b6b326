import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import { platformProblems } from '#contracts/vocabulary';
import { ProblemError, currentRequest } from '#libs/runtime';

/** Responds with 503 when a request's time runs out. The handler's late result or error is dropped. */
@Injectable()
export class DeadlineInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const deadline = currentRequest()?.deadline;
    if (!deadline) return next.handle();
    const remainingMs = deadline.remainingMs();
    if (remainingMs === 0) throw outOfTime();
    return new Observable((subscriber) => {
      const timer = setTimeout(() => subscriber.error(outOfTime()), remainingMs);
      subscriber.add(() => clearTimeout(timer));
      subscriber.add(next.handle().subscribe(subscriber));
    });
  }
}

function outOfTime(): ProblemError {
  return new ProblemError(platformProblems.unavailable, 'It took too long; try again in a moment');
}
