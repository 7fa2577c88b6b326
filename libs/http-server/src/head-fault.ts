import type { IncomingMessage } from 'node:http';
import { type ProblemType, platformProblems } from '#contracts/vocabulary';
import { connectionLimits } from './connection-limits.ts';

export interface HeadFault {
  readonly problem: ProblemType;
  readonly detail: string;
  /**
   * Whether the connection must be closed, because client and server may disagree about where the next request
   * starts.
   */
  readonly closes: boolean;
}

/** uri-host [":" port] of RFC 9110: a name, an IPv4 address or a bracketed IPv6 address. */
const HOST = /^(?:[\w.~!$&'()*+,;=%-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

/**
 * Checks the Host header, the framing, the content coding and the number of headers. Node's parser doesn't reject all
 * invalid values of these. Returns undefined if the request is valid.
 */
export function headFault(request: IncomingMessage): HeadFault | undefined {
  const { headers, rawHeaders, httpVersion } = request;
  if (rawHeaders.length > connectionLimits.headers * 2) return fault('headersTooLarge', 'Send fewer headers');
  const hosts = valuesOf('host', rawHeaders);
  if (hosts.length > 1) return fault('invalidRequest', 'Send one Host header');
  const [host] = hosts;
  if (host === undefined && httpVersion !== '1.0') return fault('invalidRequest', 'Send a Host header');
  if (host !== undefined && !HOST.test(host)) return fault('invalidRequest', 'Send a valid Host header');
  const { 'transfer-encoding': transferEncoding, 'content-encoding': contentEncoding, te } = headers;
  if (transferEncoding !== undefined && transferEncoding.toLowerCase() !== 'chunked')
    return fault('invalidRequest', 'Send the body without a transfer coding other than chunked');
  if (te !== undefined && /\bchunked\b/i.test(String(te)))
    return fault('invalidRequest', 'Leave chunked out of TE; it is always allowed');
  if (contentEncoding !== undefined && !/^\s*identity\s*$/i.test(contentEncoding))
    return { ...fault('unsupportedMediaType', 'Send the body without a content coding'), closes: false };
  return undefined;
}

function fault(problem: keyof typeof platformProblems, detail: string): HeadFault {
  return { problem: platformProblems[problem], detail, closes: true };
}

/** Node's `headers` contains only one of several headers with the same name. */
function valuesOf(name: string, rawHeaders: readonly string[]): string[] {
  const values: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const value = rawHeaders[at + 1];
    if (
      rawHeaders[at]?.length === name.length &&
      rawHeaders[at]?.toLowerCase() === name &&
      value !== undefined
    )
      values.push(value);
  }
  return values;
}
