import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { type ProblemType, platformProblems } from '#contracts/vocabulary';
import { problemBody, refusalDetails } from '#libs/http-rules';
import { connectionLimits } from './connection-limits.ts';

interface Refusal {
  readonly problem: ProblemType;
  readonly detail: string;
}

const MALFORMED: Refusal = { problem: platformProblems.invalidRequest, detail: refusalDetails.malformed };

/** The responses to requests that Node's parser refuses, by the parser's error code. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { problem: platformProblems.headersTooLarge, detail: 'Send fewer or shorter headers' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    problem: platformProblems.payloadTooLarge,
    detail: 'Send chunks without extensions',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    problem: platformProblems.requestTimeout,
    detail: 'The request did not arrive in time; send it again',
  },
};

const TARGET_TOO_LONG: Refusal = {
  problem: platformProblems.targetTooLong,
  detail: 'Send a shorter path or query',
};

/** The target of a request line at the start of the read bytes. */
const TARGET = /^[A-Z-]{1,20} (\S*)/;

/** The response to a request that the parser refuses with this error. */
export function unreadableRequestMessage(error: NodeJS.ErrnoException): string {
  return messageOf(refusalFor(error));
}

/** The response to CONNECT, because our servers are not proxies to other hosts. */
export function refusedTunnelMessage(): string {
  return messageOf({
    problem: platformProblems.methodNotAllowed,
    detail: refusalDetails.methodNotAllowed('CONNECT'),
  });
}

/**
 * The bytes of a complete HTTP response. Nothing in an unparsable request is reliable, so the response has a new request
 * id and no path.
 */
function messageOf({ problem, detail }: Refusal): string {
  const requestId = randomUUID();
  const body = JSON.stringify(problemBody(problem, { detail, requestId, path: '' }));
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `X-Request-Id: ${requestId}`,
    `Date: ${new Date().toUTCString()}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

function refusalFor(error: NodeJS.ErrnoException): Refusal {
  const refusal = refusals[error.code ?? ''] ?? MALFORMED;
  if (refusal.problem !== platformProblems.headersTooLarge) return refusal;
  const [, target = ''] = TARGET.exec(lastBytes(error)) ?? [];
  return target.length > connectionLimits.headerBytes / 2 ? TARGET_TOO_LONG : refusal;
}

/** The last bytes that the parser read. */
function lastBytes(error: NodeJS.ErrnoException): string {
  return 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket.toString('latin1') : '';
}
