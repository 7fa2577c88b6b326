/**
 * All response headers that contracts or the platform promise. The edge and the mock let pages of other origins read
 * these headers (Access-Control-Expose-Headers).
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

/** All request headers that pages of other origins may send (Access-Control-Allow-Headers). */
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
