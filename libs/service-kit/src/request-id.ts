import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { acceptedRequestId } from '#libs/http-rules';

/**
 * Returns the caller's X-Request-Id if it is valid, otherwise a new id. Repeated calls for a request return the same
 * id.
 */
export function requestIdOf(request: IncomingMessage & { id?: unknown }): string {
  if (typeof request.id === 'string') return request.id;
  const id = acceptedRequestId(request.headers['x-request-id']) ?? randomUUID();
  request.id = id;
  return id;
}
