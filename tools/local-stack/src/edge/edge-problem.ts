import type { ServerResponse } from 'node:http';
import { type ProblemType, platformProblems } from '#contracts/vocabulary';
import { pathInTarget, problemBody, refusalDetails } from '#libs/http-rules';

export interface EdgeProblem extends ProblemType {
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

const { invalidRequest, methodNotAllowed, notFound, unavailable } = platformProblems;
const TRY_AGAIN = { ...unavailable, retryAfterSeconds: 1 };

/**
 * Each failure of a service has the code UNAVAILABLE, but keeps the status that the load balancer returns.
 */
export const edgeProblems = {
  unreadable: { ...invalidRequest, detail: refusalDetails.unreadable },
  notHere: { ...notFound, detail: refusalDetails.nothingHere },
  otherMethods: { ...methodNotAllowed, detail: 'Use one of the methods in the Allow header' },
  noService: { ...TRY_AGAIN, detail: 'The service behind this path does not run; try again' },
  brokenOff: {
    ...TRY_AGAIN,
    status: 502,
    detail: 'The service closed the connection before it responded; try again',
  },
  tooLate: { ...TRY_AGAIN, status: 504, detail: 'The service did not respond in time; try again' },
} as const satisfies Readonly<Record<string, EdgeProblem>>;

/** `target` is the request target in the request line, valid or not. */
export function sendEdgeProblem(
  response: ServerResponse,
  problem: EdgeProblem,
  { target, requestId }: { readonly target: string; readonly requestId: string },
): void {
  const { status, detail, retryAfterSeconds } = problem;
  response.writeHead(status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  });
  response.end(JSON.stringify(problemBody(problem, { detail, path: pathInTarget(target), requestId })));
}
