const ACCEPTED = /^[\w.-]{1,128}$/;

/**
 * Returns the value of an X-Request-Id header if it is safe to log, to forward and to write into a header: 1 to 128
 * letters, digits, `_`, `.` or `-`.
 */
export function acceptedRequestId(given: string | readonly string[] | undefined): string | undefined {
  return typeof given === 'string' && ACCEPTED.test(given) ? given : undefined;
}
