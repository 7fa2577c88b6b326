import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import { UPLOADS_FOLDER } from '#libs/manifest';
import { type Entity, isRecord } from './entity.ts';
import type { MockResponse } from './response.ts';

/** Whether the mock accepts uploads at this path, in place of object storage. */
export function isUploadPath(path: string): boolean {
  return path.startsWith(`/${UPLOADS_FOLDER}`);
}

/**
 * Adds the type and the size of an announced file to the file's upload URL. The mock later checks the uploaded file
 * against this URL.
 */
export function withAnnouncedFile(data: Entity, body: unknown): Entity {
  const { upload } = data;
  const announced = isRecord(body) ? Object.values(body).find(isAnnouncedFile) : undefined;
  if (!announced || !isRecord(upload) || typeof upload.url !== 'string' || !isRecord(upload.headers))
    return data;
  const { content_type, size_bytes } = announced;
  const url = new URL(upload.url);
  url.search = new URLSearchParams({ content_type, size_bytes: String(size_bytes) }).toString();
  const headers = { ...upload.headers, 'Content-Type': content_type };
  return { ...data, upload: { ...upload, url: url.href, headers } };
}

interface AnnouncedFile {
  readonly content_type: string;
  readonly size_bytes: number;
}

function isAnnouncedFile(value: unknown): value is AnnouncedFile {
  return isRecord(value) && typeof value.content_type === 'string' && typeof value.size_bytes === 'number';
}

/**
 * Accepts a file only with the announced type and size, and with the headers of the response. Object storage
 * does the same.
 */
export async function respondToUpload(request: IncomingMessage, query: string): Promise<MockResponse> {
  const { headers } = request;
  await finished(request.resume());
  const announced = new URLSearchParams(query);
  if (headers['content-length'] === undefined)
    return { kind: 'store', status: 411, code: 'MissingContentLength' };
  const isAsSigned =
    headers['content-type'] === announced.get('content_type') &&
    headers['content-length'] === announced.get('size_bytes') &&
    headers['if-none-match'] === '*';
  return isAsSigned
    ? { kind: 'store', status: 200 }
    : { kind: 'store', status: 403, code: 'SignatureDoesNotMatch' };
}
