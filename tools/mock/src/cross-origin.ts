import type { IncomingMessage, ServerResponse } from 'node:http';

/** Lets any page in a browser read the answer. */
export function allowEveryOrigin(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader(
    'access-control-expose-headers',
    'X-Request-Id, Preference-Applied, Location, WWW-Authenticate, Allow',
  );
}

/** Whether a browser asks if it may send something. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** Tells a browser that it may send what it asked for, with these methods. */
export function sendPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  methods: readonly string[],
): void {
  const wanted = request.headers['access-control-request-headers'];
  response.setHeader('access-control-allow-methods', methods.join(', '));
  response.setHeader('access-control-allow-headers', wanted ?? 'authorization, content-type, prefer');
  response.setHeader('access-control-max-age', '600');
  response.writeHead(204).end();
}
