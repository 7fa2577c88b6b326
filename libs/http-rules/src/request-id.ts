/** An id that is safe to log, to forward and to write into a header. */
const ACCEPTED = /^[\w.-]{1,128}$/;

/** The value of an X-Request-Id header, if the platform accepts it: 1 to 128 letters, digits, `_`, `.` or `-`. */
export function acceptedRequestId(given: string | readonly string[] | undefined): string | undefined {
  return typeof given === 'string' && ACCEPTED.test(given) ? given : undefined;
}
