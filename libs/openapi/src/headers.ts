import { deprecationHeaders, type Operation } from '#contracts/vocabulary';
import { REPLAYED_HEADER } from '#libs/http-rules';
import type { Components, Json } from './components.ts';

const headers: Readonly<Record<string, Json>> = {
  [REPLAYED_HEADER]: {
    description: 'true if this is the stored response of an earlier request with the same key',
    schema: { type: 'string', enum: ['true'] },
  },
  'X-Request-Id': {
    description: 'Names the request in all logs: the id that the caller sent, or a new one',
    schema: { type: 'string' },
  },
  RateLimit: {
    description: 'How many calls are left (`r`), and in how many seconds the limit starts again (`t`)',
    schema: { type: 'string' },
    example: '"default";r=299;t=60',
  },
  'RateLimit-Policy': {
    description: 'How many calls (`q`) are allowed in how many seconds (`w`)',
    schema: { type: 'string' },
    example: '"default";q=300;w=60',
  },
  'Retry-After': {
    description: 'How many seconds to wait before the next attempt',
    schema: { type: 'integer', minimum: 0 },
  },
  Deprecation: {
    description: 'Since when the operation is deprecated: seconds since 1970 (RFC 9745)',
    schema: { type: 'string' },
    example: '@1767225600',
  },
  Sunset: {
    description: 'From when on the operation may be missing (RFC 8594)',
    schema: { type: 'string' },
    example: 'Fri, 01 Jan 2027 00:00:00 GMT',
  },
};

export function referTo(names: readonly string[], components: Components): Json {
  for (const name of names) components.headers[name] = headers[name];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Responses to requests within the rate limit have these headers. */
const COUNTED = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'];

export function withHeaders(operation: Operation, response: Json, components: Components): Json {
  const { idempotencyKey: key } = operation;
  const { description, headers: own, ...rest } = response;
  const announced = Object.keys(deprecationHeaders(operation));
  const names = [...(key ? [REPLAYED_HEADER] : []), ...COUNTED, ...announced];
  return { description, headers: { ...(own as Json | undefined), ...referTo(names, components) }, ...rest };
}
