import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { acceptedRequestId, mediaTypeOf } from '#contracts/vocabulary';

/** The largest body that is read, in bytes. */
const BODY_LIMIT = 64 * 1024;

export type IncomingBody =
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'too large' };

/** The caller's X-Request-Id if the platform accepts it, else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  return acceptedRequestId(headers['x-request-id']) ?? randomUUID();
}

/** Reads a body of JSON or of a form; anything else is read as undefined. */
export async function readBody(message: IncomingMessage): Promise<IncomingBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  if (length > BODY_LIMIT) return { kind: 'too large' };
  const text = Buffer.concat(chunks).toString('utf8');
  const mediaType = mediaTypeOf(message.headers['content-type']);
  if (mediaType === 'application/x-www-form-urlencoded')
    return { kind: 'read', value: recordOf(new URLSearchParams(text)) };
  if (mediaType !== 'application/json' || text === '') return { kind: 'read', value: undefined };
  try {
    return { kind: 'read', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** Parameters by name; one that is given twice is a list, which no schema accepts. */
export function recordOf(parameters: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const [first = '', ...more] = parameters.getAll(name);
      return [name, more.length > 0 ? [first, ...more] : first];
    }),
  );
}
