import type { IncomingMessage, ServerResponse } from 'node:http';
import { REQUEST_HEADERS, RESPONSE_HEADERS } from '#libs/http-rules';

/** Allows pages of every origin to read the response and the platform's response headers. */
export function allowEveryOrigin(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', RESPONSE_HEADERS.join(', '));
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

export function sendPreflight(response: ServerResponse, methods: readonly string[]): void {
  response.setHeader('access-control-allow-methods', methods.join(', '));
  response.setHeader('access-control-allow-headers', REQUEST_HEADERS.join(', '));
  response.setHeader('access-control-max-age', '600');
  response.writeHead(204).end();
}
