import type { FastifyReply } from 'fastify';
import type { HtmlReply } from '#contracts/vocabulary';

/** Pages have inline styles, run no script, load nothing, and post only to their origin. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/**
 * Sets the headers of a page and returns its HTML. The URL of a page can contain a secret reference, so the headers
 * hide the URL from other sites.
 */
export function sendPage(reply: FastifyReply, { html, status }: HtmlReply): string {
  reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', PAGE_POLICY)
    .header('referrer-policy', 'no-referrer')
    .header('x-frame-options', 'DENY');
  return html;
}
