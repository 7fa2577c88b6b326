import type { IncomingMessage, ServerResponse } from 'node:http';
import { REQUEST_HEADERS, RESPONSE_HEADERS } from '#contracts/vocabulary';

/** Lets any page in a browser read the response, with every header that the platform promises. */
export function allowEveryOrigin(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', RESPONSE_HEADERS.join(', '));
}

/** Whether a browser asks if it may send something. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** Allows a browser to send a request with these methods and every header that the platform reads. */
export function sendPreflight(response: ServerResponse, methods: readonly string[]): void {
  response.setHeader('access-control-allow-methods', methods.join(', '));
  response.setHeader('access-control-allow-headers', REQUEST_HEADERS.join(', '));
  response.setHeader('access-control-max-age', '600');
  response.writeHead(204).end();
}
