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

const TARGET = /^[A-Z-]{1,20} (\S*)/;

export function unreadableRequestMessage(error: NodeJS.ErrnoException): string {
  return messageOf(refusalFor(error));
}

/** Refuses CONNECT, because our servers are not proxies to other hosts. */
export function refusedTunnelMessage(): string {
  return messageOf({
    problem: platformProblems.methodNotAllowed,
    detail: refusalDetails.methodNotAllowed('CONNECT'),
  });
}

/**
 * Returns the bytes of a complete HTTP response. The response has a new request id and no path, because nothing in
 * the request is reliable.
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

function lastBytes(error: NodeJS.ErrnoException): string {
  return 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket.toString('latin1') : '';
}
