import type { Answer, TestService } from '#libs/testing';

let senders = 0;

/** An address that has not called yet, so that no test uses up the calls of another. */
export function newAddress(): string {
  senders += 1;
  return `10.0.${Math.floor(senders / 250)}.${(senders % 250) + 1}`;
}

/** Sends a body of any media type from a new address; the service must trust one proxy. */
export function send(
  to: TestService,
  path: string,
  mediaType: string,
  body: string,
  token?: string,
): Promise<Answer> {
  const headers = { 'content-type': mediaType, 'x-forwarded-for': newAddress() };
  return to.request('POST', path, { body, headers, ...(token !== undefined && { token }) });
}
