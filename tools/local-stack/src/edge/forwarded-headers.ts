import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** Headers that concern one connection, not the message (RFC 9110, 7.6.1). */
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
/** The edge has responded 100 itself. */
const ANSWERED = ['expect'];
/** A caller can't have these removed: they frame the body, or the edge sets them. */
const KEPT = [
  'content-length',
  'host',
  'x-request-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
];

/** The headers of a request as the load balancer passes them on: with the caller's address, and without its hop's. */
export function requestHeaders(
  request: IncomingMessage,
  { requestId, port }: { readonly requestId: string; readonly port: number },
): OutgoingHttpHeaders {
  const { headers, socket } = request;
  const dropped = new Set([...HOP_BY_HOP, ...ANSWERED, ...nominated(headers.connection)]);
  const kept = Object.entries(headers).filter(([name]) => !dropped.has(name));
  const callers = [headers['x-forwarded-for'], socket.remoteAddress].flat().filter(Boolean);
  return {
    ...Object.fromEntries(kept),
    ...(headers['transfer-encoding'] !== undefined && { 'transfer-encoding': 'chunked' }),
    'x-forwarded-for': callers.join(', '),
    'x-forwarded-proto': 'http',
    'x-forwarded-port': String(port),
    'x-request-id': requestId,
  };
}

/** The headers of a response, name and value in turn, without those of the service's connection. */
export function responseHeaders(raw: readonly string[]): string[] {
  const pairs = raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : [],
  );
  const connection = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .map(([, value]) => value)
    .join();
  const dropped = new Set([...HOP_BY_HOP, ...nominated(connection)]);
  return pairs.filter(([name]) => !dropped.has(name.toLowerCase())).flat();
}

/** The headers that a Connection header names as its own. */
function nominated(connection = ''): string[] {
  return connection
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => !KEPT.includes(name));
}
