import type { IncomingHttpHeaders } from 'node:http';
import { type ProblemType, platformProblems } from '#contracts/vocabulary';
import { problemBody } from '#libs/http-rules';

export interface CalleeRequest {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Undefined for a request without a body. */
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
}

export type CalleeReply =
  | { readonly status: number; readonly type: string; readonly body: string }
  | 'connection reset';

export type Behaviour = (request: CalleeRequest) => CalleeReply | Promise<CalleeReply>;

/** A JSON response. */
export function jsonReply(body: unknown, status = 200): CalleeReply {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

export function problemReply(problem: ProblemType): CalleeReply {
  const body = problemBody(problem, { path: '/', requestId: 'request-of-callee' });
  return { status: problem.status, type: 'application/problem+json', body: JSON.stringify(body) };
}

/** The ways in which a service can fail, from the caller's point of view. */
export const failures = {
  'hangs past the deadline': () => new Promise(() => undefined),
  'sends truncated JSON': () => ({ status: 200, type: 'application/json', body: '{"data":[' }),
  'sends JSON of another shape': () => jsonReply({ data: [{ id: 7 }], page: null }),
  'sends an HTML page': () => ({ status: 200, type: 'text/html', body: '<html>Welcome</html>' }),
  'responds 500': () => problemReply(platformProblems.internalError),
  'responds 502 with the page of a proxy': () => ({
    status: 502,
    type: 'text/html',
    body: '<html>Bad gateway</html>',
  }),
  'responds that it does not know the account': () => problemReply(platformProblems.accountNotFound),
  'resets connections': () => 'connection reset',
} as const satisfies Readonly<Record<string, Behaviour>>;
