import type { FastifyReply } from 'fastify';
import type { HtmlReply } from '#contracts/vocabulary';

/** Pages carry their style with them, run no script, load nothing, and post to where they came from. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Prepares the reply for a page, and returns its text. Addresses of pages hold references, which no other site may see. */
export function sendPage(reply: FastifyReply, { html, status }: HtmlReply): string {
  reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', PAGE_POLICY)
    .header('referrer-policy', 'no-referrer')
    .header('x-frame-options', 'DENY');
  return html;
}
