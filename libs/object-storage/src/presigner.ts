import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { LRUCache } from 'lru-cache';
import type { StorageConfig } from '#libs/configuration';
import type { UploadAddress } from '#contracts/vocabulary';
import type { CredentialsProvider } from './credentials-provider.ts';

export const PRESIGNED_SECONDS = 300;

/** How long a presigned URL is reused. When this time ends, the URL is still valid for four minutes. */
const KEPT_MS = 60_000;
/** The maximum number of cached URLs, which need about 5 MB together. */
const MAX_KEPT = 10_000;

export interface AnnouncedFile {
  readonly content_type: string;
  readonly size_bytes: number;
}

/** Adapts Node's SHA-256 to the interface that the signer requires. */
class Sha256 {
  private readonly hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(chunk));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    throw new Error('A hash can only be used once');
  }
}

/** The signature covers the headers, so the store refuses a request with different values. */
interface Signed {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Presigner {
  private readonly signer: SignatureV4;
  private readonly origin: URL;
  private readonly folder: string;
  private readonly kept = new LRUCache<string, string>({
    max: MAX_KEPT,
    ttl: KEPT_MS,
    perf: { now: () => performance.now() },
  });

  constructor({ bucket, region, endpoint, publicEndpoint }: StorageConfig, credentials: CredentialsProvider) {
    this.signer = new SignatureV4({
      service: 's3',
      region,
      credentials,
      sha256: Sha256,
      uriEscapePath: false,
      applyChecksum: false,
    });
    const address = publicEndpoint ?? endpoint;
    this.origin = new URL(address ?? `https://${bucket}.s3.${region}.amazonaws.com`);
    this.folder = address === undefined ? '' : `/${bucket}`;
  }

  async presignedUrl(key: string): Promise<string> {
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const url = await this.sign({ method: 'GET', key }, new Date());
    this.kept.set(key, url);
    return url;
  }

  /** The store accepts only this media type and size, and never replaces an object. */
  async presignedUpload(key: string, { content_type, size_bytes }: AnnouncedFile): Promise<UploadAddress> {
    const now = new Date();
    // The signature has no milliseconds. Otherwise `expires_at` would be up to a second too late.
    now.setMilliseconds(0);
    const headers = { 'Content-Type': content_type, 'If-None-Match': '*' };
    const url = await this.sign(
      { method: 'PUT', key, headers: { ...headers, 'Content-Length': String(size_bytes) } },
      now,
    );
    return { url, headers, expires_at: new Date(now.getTime() + PRESIGNED_SECONDS * 1000).toISOString() };
  }

  private async sign({ method, key, headers: signed }: Signed, signingDate: Date): Promise<string> {
    const { protocol, hostname, host, origin } = this.origin;
    const path = `${this.folder}/${key.split('/').map(escapeSegment).join('/')}`;
    const headers = { ...signed, host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
    const request = { method, protocol, hostname, path, query: {}, headers };
    const { query = {} } = await this.signer.presign(request, { expiresIn: PRESIGNED_SECONDS, signingDate });
    const parameters = Object.entries(query).map(
      ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
    );
    return `${origin}${path}?${parameters.join('&')}`;
  }
}

/** Percent-encodes as RFC 3986 and S3 require. JavaScript encodes fewer characters. */
function escapeSegment(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function bytesOf(source: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof source === 'string') return Buffer.from(source);
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
