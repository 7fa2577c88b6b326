import type { z } from 'zod';
import { type JsonBody, type Method, type Operation, jsonResponse, problem } from '#contracts/vocabulary';
import { tolerantReader } from '#libs/http-rules';
import type { RawResponse } from './exchange.ts';
import { RpcProblemError } from './rpc-error.ts';

export type CallArguments = Readonly<Record<string, unknown>>;

/** A request with one of these methods can be repeated without a second effect (RFC 9110). */
const IDEMPOTENT = new Set<Method>(['GET', 'PUT', 'DELETE']);
/** Texts that need no encoding in a query string. */
const PLAIN = /^[\w.*-]*$/;

/** Everything that doesn't depend on a call's arguments is computed once. */
export class PreparedOperation<O extends Operation = Operation> {
  readonly id: string;
  readonly method: Method;
  readonly isIdempotent: boolean;
  /** Fixed texts and parameter names alternate. The first element is a text. */
  private readonly path: readonly string[];
  private readonly query: readonly string[];
  private readonly body: readonly string[] | undefined;
  private readonly success:
    | { readonly status: number; readonly read: (body: unknown) => unknown }
    | undefined;

  constructor(
    private readonly service: string,
    operation: O,
  ) {
    this.id = operation.id;
    this.method = operation.method;
    this.isIdempotent = IDEMPOTENT.has(operation.method);
    this.path = operation.path.split(/\{(\w+)\}/);
    this.query = Object.keys(operation.query.shape);
    this.body = operation.body && Object.keys(operation.body.shape);
    this.success = successOf(operation);
  }

  targetOf(args: CallArguments): string {
    let target = '';
    for (const [at, part] of this.path.entries())
      target += at % 2 === 0 ? part : encodeURIComponent(String(args[part]));
    let separator = '?';
    for (const name of this.query) {
      if (args[name] === undefined) continue;
      target += `${separator}${name}=${queryText(args[name])}`;
      separator = '&';
    }
    return target;
  }

  bodyOf(args: CallArguments): string | undefined {
    return this.body && JSON.stringify(Object.fromEntries(this.body.map((name) => [name, args[name]])));
  }

  /**
   * Parses a response with a tolerant reader. Throws RpcProblemError for a problem about the request, which is no
   * failure of the service. Throws an Error for every other response that is not a success.
   */
  read({ status, text }: RawResponse): JsonBody<O> {
    if (status === this.success?.status) return this.success.read(parseJson(text)) as JsonBody<O>;
    if (status >= 500 || status === 429) throw new Error(`status ${status}`);
    if (status >= 400) throw new RpcProblemError(this.service, problem.parse(parseJson(text)));
    throw new Error(`status ${status} is not in the contract of ${this.id}`);
  }
}

function successOf(operation: Operation) {
  const success = jsonResponse(operation);
  return success && { status: success.status, read: tolerantReader<z.ZodType>(success.schema) };
}

/** Encodes a value as application/x-www-form-urlencoded. */
function queryText(value: unknown): string {
  const text = String(value);
  return PLAIN.test(text) ? text : new URLSearchParams({ '': text }).toString().slice(1);
}

/** Replaces the error of JSON.parse, because its message quotes the response and would be logged. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the response is not JSON');
  }
}
