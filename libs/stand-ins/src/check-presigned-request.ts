import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const SIGNATURE = 'X-Amz-Signature';

export interface StorageRefusal {
  readonly status: 403 | 411;
  readonly code: 'SignatureDoesNotMatch' | 'MissingContentLength';
}

/**
 * Checks a presigned request like S3 (Signature Version 4). The signature must match the method, the path, the query
 * and each signed header. Returns undefined for an accepted request, and for a request that is not presigned. Accepts
 * all preflight requests of browsers, because browsers never sign them.
 */
export function checkPresignedRequest(
  { method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  secretAccessKey: string,
): StorageRefusal | undefined {
  const { pathname, searchParams } = new URL(url, 'http://storage');
  const given = searchParams.get(SIGNATURE);
  if (given === null || method === 'OPTIONS') return undefined;
  if (method === 'PUT' && headers['content-length'] === undefined)
    return { status: 411, code: 'MissingContentLength' };
  const query = [...searchParams].filter(([name]) => name !== SIGNATURE);
  const signed = (searchParams.get('X-Amz-SignedHeaders') ?? '').split(';');
  const canonical = [
    method,
    pathname,
    query
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .sort()
      .join('&'),
    ...signed.map((name) => `${name}:${[headers[name]].flat().join(',').trim()}`),
    '',
    signed.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = (searchParams.get('X-Amz-Credential') ?? '').split('/').slice(1);
  const text = [
    'AWS4-HMAC-SHA256',
    searchParams.get('X-Amz-Date'),
    scope.join('/'),
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const key = scope.reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const expected = createHmac('sha256', key).update(text).digest();
  const signature = Buffer.from(given, 'hex');
  return signature.length === expected.length && timingSafeEqual(signature, expected)
    ? undefined
    : { status: 403, code: 'SignatureDoesNotMatch' };
}
