import type { FastifyRequest } from 'fastify';
import {
  type Contract,
  type FieldError,
  type HtmlReply,
  type Operation,
  type ProblemType,
  operationsOf,
} from '#contracts/vocabulary';
import { createRouter, pageRequests } from '#libs/http-rules';
import type { ProblemError } from '#libs/runtime';

export interface FailedPage {
  readonly problem: ProblemType;
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
  /** Undefined if no operation has the path and method. */
  readonly operation: Operation | undefined;
  /** The body before validation. Undefined if the body could not be read. */
  readonly body: unknown;
}

export type RenderErrorPage = (failure: FailedPage) => HtmlReply;

declare module 'fastify' {
  interface FastifyInstance {
    errorPages?: ErrorPages;
  }
}

/** Sends errors to people as pages. Programs get application/problem+json. */
export class ErrorPages {
  private readonly router: ReturnType<typeof createRouter>;
  private readonly isPageRequest: ReturnType<typeof pageRequests>;

  constructor(
    contract: Contract,
    private readonly render: RenderErrorPage,
  ) {
    const operations = operationsOf(contract);
    this.router = createRouter(operations);
    this.isPageRequest = pageRequests(operations);
  }

  /** Undefined if the sender gets application/problem+json. */
  pageFor(
    { problem, message: detail, errors }: ProblemError,
    { method, headers, body }: FastifyRequest,
    path: string,
  ): HtmlReply | undefined {
    if (!this.isPageRequest(path, headers)) return undefined;
    const operation = this.router.match(method, path)?.operation;
    return this.render({ problem, detail, errors, operation, body });
  }
}
