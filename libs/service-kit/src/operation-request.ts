import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Input, MediaType, Operation } from '#contracts/vocabulary';
import type { Caller } from '#libs/auth';

type CallerOf<O extends Operation> = O['access'] extends 'member'
  ? Extract<Caller, { kind: 'member' }>
  : O['access'] extends `machine:${string}`
    ? Extract<Caller, { kind: 'machine' }>
    : Caller;

/** A request that has passed the guard: valid parameters and body, and who sends it. */
export type RequestTo<O extends Operation> = Input<O> & {
  readonly caller: CallerOf<O>;
  /** Of the body, one of those that the operation accepts; undefined where it takes no body. */
  readonly mediaType: MediaType | undefined;
  /** The name that the caller gave a write; undefined where it gave none. */
  readonly idempotencyKey: string | undefined;
};

export interface ValidRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly mediaType: MediaType | undefined;
  readonly idempotencyKey: string | undefined;
  readonly caller: Caller;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the guard has checked, for the handler; null before that. */
    valid: ValidRequest | null;
  }
}

/** The request as the guard has checked it; the one parameter of every handler. */
export const Validated = createParamDecorator((_: unknown, context: ExecutionContext): ValidRequest => {
  const { valid } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!valid) throw new Error('The operation guard has not seen this request');
  return valid;
});
