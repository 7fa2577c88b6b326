const ACCEPTED = /^[\w.-]{1,128}$/;

/**
 * Accepts an X-Request-Id of 1 to 128 letters, digits, `_`, `.` or `-`. Such an id is safe to log, to forward and to
 * write into a header.
 */
export function acceptedRequestId(given: string | readonly string[] | undefined): string | undefined {
  return typeof given === 'string' && ACCEPTED.test(given) ? given : undefined;
}
