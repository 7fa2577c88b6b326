import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Input, MediaType, Operation } from '#contracts/vocabulary';
import type { Caller, Member, Support } from '#libs/auth';

type CallerOf<O extends Operation> = O['access'] extends 'member' | 'owner'
  ? Member
  : O['access'] extends 'support'
    ? Support
    : O['access'] extends `machine:${string}`
      ? Extract<Caller, { kind: 'machine' }>
      : Caller;

/** A request that has passed the guard: valid parameters and body, and the caller. */
export type RequestTo<O extends Operation> = Input<O> & {
  readonly caller: CallerOf<O>;
  /** The media type of the body, which the operation accepts. Undefined if the operation accepts no body. */
  readonly mediaType: MediaType | undefined;
  /** The caller's Idempotency-Key; undefined without a key. */
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
    /** The request as validated by the guard; null before that. */
    valid: ValidRequest | null;
  }
}

/** Injects the request as validated by the guard, the only parameter of every handler. */
export const Validated = createParamDecorator((_: unknown, context: ExecutionContext): ValidRequest => {
  const { valid } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!valid) throw new Error('The operation guard has not run for this request');
  return valid;
});
