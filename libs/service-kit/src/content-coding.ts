import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseQualityValues } from '#libs/http-rules';

/** In bytes. The compression of a smaller response would not reduce the number of network packets. */
const MIN_BYTES = 1_024;
/** Out of 11. At this level, brotli compresses JSON better than gzip does in the same time. */
const BROTLI_QUALITY = 4;
const COMPRESSIBLE = /^(text\/|application\/(\w+\+)?(json|yaml))/;

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

type Coding = 'br' | 'gzip';

const compress: Readonly<Record<Coding, (text: string) => Promise<Buffer>>> = {
  br: (text) => brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (text) => gzipped(text),
};

/**
 * Compresses a text response if the caller accepts a compressed response. Returns undefined for an uncompressed
 * response, so that the response doesn't wait for a promise.
 */
export function withContentCoding(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string,
): Promise<Buffer> | undefined {
  if (payload.length < MIN_BYTES || !COMPRESSIBLE.test(String(reply.getHeader('content-type'))))
    return undefined;
  reply.header('vary', [reply.getHeader('vary'), 'accept-encoding'].flat().filter(Boolean).join(', '));
  const coding = acceptedCoding(request.headers['accept-encoding']);
  if (!coding) return undefined;
  reply.header('content-encoding', coding).removeHeader('content-length');
  return compress[coding](payload);
}

/**
 * Chooses brotli if the caller accepts brotli and gzip equally. Undefined if the caller accepts neither brotli nor
 * gzip.
 */
function acceptedCoding(header: string | string[] | undefined): Coding | undefined {
  if (header === undefined) return undefined;
  const wanted = parseQualityValues([header].flat().join());
  const qualityOf = (coding: Coding): number =>
    (wanted.find(({ value }) => value === coding) ?? wanted.find(({ value }) => value === '*'))?.quality ?? 0;
  const codings: Coding[] = ['br', 'gzip'];
  const [best] = codings.sort((a, b) => qualityOf(b) - qualityOf(a));
  return best && qualityOf(best) > 0 ? best : undefined;
}
