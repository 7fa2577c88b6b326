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

/** A request that the guard has validated, and its caller. */
export type RequestTo<O extends Operation> = Input<O> & {
  readonly caller: CallerOf<O>;
  /** Undefined if the operation accepts no body. */
  readonly mediaType: MediaType | undefined;
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
    /** Null until the guard has validated the request. */
    valid: ValidRequest | null;
  }
}

/** Injects the validated request, the only parameter of every handler. */
export const Validated = createParamDecorator((_: unknown, context: ExecutionContext): ValidRequest => {
  const { valid } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!valid) throw new Error('The operation guard has not run for this request');
  return valid;
});
