/**
 * Every response header that a contract or the platform promises. The edge and the mock let pages of different
 * origins read them (Access-Control-Expose-Headers).
 */
export const RESPONSE_HEADERS = [
  'Allow',
  'Deprecation',
  'ETag',
  'Idempotent-Replayed',
  'Location',
  'Preference-Applied',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Sunset',
  'WWW-Authenticate',
  'X-Request-Id',
] as const;

/** Every request header that a page of a different origin may send (Access-Control-Allow-Headers). */
export const REQUEST_HEADERS = [
  'Accept',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-None-Match',
  'Prefer',
  'X-Request-Id',
  'traceparent',
  'tracestate',
] as const;
