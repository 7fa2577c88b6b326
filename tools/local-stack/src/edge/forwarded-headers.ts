import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** Headers that apply to a single connection (RFC 9110, 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/**
 * A Connection header cannot remove these headers, because they contain the body's length or a value from the
 * edge.
 */
const KEPT = new Set([
  'content-length',
  'host',
  'x-request-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/** Like the load balancer, adds the caller's address and removes hop-by-hop headers. */
export function requestHeaders(
  { headers, socket }: IncomingMessage,
  { requestId, port }: { readonly requestId: string; readonly port: number },
): OutgoingHttpHeaders {
  const { expect: _sentByTheEdgeItself, ...forwarded } = endToEnd(headers, headers.connection);
  const callers = [headers['x-forwarded-for'], socket.remoteAddress].flat().filter(Boolean);
  return {
    ...forwarded,
    ...(headers['transfer-encoding'] !== undefined && { 'transfer-encoding': 'chunked' }),
    'x-forwarded-for': callers.join(', '),
    'x-forwarded-proto': 'http',
    'x-forwarded-port': String(port),
    'x-request-id': requestId,
  };
}

export function responseHeaders({ headersDistinct }: IncomingMessage): OutgoingHttpHeaders {
  return endToEnd(headersDistinct, headersDistinct.connection?.join());
}

/** Removes hop-by-hop headers and the headers that the Connection header names. */
function endToEnd(headers: NodeJS.Dict<string | string[]>, connection = ''): NodeJS.Dict<string | string[]> {
  const named = connection.split(',').map((name) => name.trim().toLowerCase());
  const dropped = new Set([...HOP_BY_HOP, ...named.filter((name) => !KEPT.has(name))]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}
