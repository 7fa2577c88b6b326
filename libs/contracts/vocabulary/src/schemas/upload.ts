import { z } from 'zod';
import { timestamp } from './scalars.ts';

/**
 * People may send files of these media types. The list excludes SVG and HTML, because a browser runs scripts in these
 * files.
 */
export const UPLOAD_TYPES = [
  'image/jpeg',
  'image/png',
  'image/heic',
  'image/webp',
  'application/pdf',
] as const;

export type UploadType = (typeof UPLOAD_TYPES)[number];

/** The largest file that an operation may accept, in bytes. An app sends the whole file in one request. */
export const MAX_UPLOAD_BYTES = 100_000_000;

export interface UploadLimits {
  readonly types: readonly [UploadType, ...UploadType[]];
  readonly maxBytes: number;
}

/** A request field that announces a file. The response says where the app must send the file. */
export function announcedFile({ types, maxBytes }: UploadLimits) {
  if (!Number.isInteger(maxBytes) || maxBytes < 1 || maxBytes > MAX_UPLOAD_BYTES)
    throw new Error(`A file may have 1 to ${MAX_UPLOAD_BYTES} bytes, not ${maxBytes}`);
  return z.strictObject({
    content_type: z.enum(types).meta({ description: 'The media type of the file' }),
    size_bytes: z
      .int()
      .min(1)
      .max(maxBytes)
      .meta({ description: 'The exact size of the file; the store refuses any other' }),
  });
}

/** Where the app sends an announced file: a PUT request with these headers and the file as its body. */
export const uploadAddress = z
  .object({
    url: z
      .url()
      .meta({ description: 'Send the file to this address by PUT, without a token', volatile: true }),
    headers: z
      .record(z.string(), z.string())
      .meta({ description: 'Send these headers with the file, unchanged' }),
    expires_at: timestamp.meta({
      description:
        'When the address stops working. Repeat the request with its `Idempotency-Key` to get another one',
      volatile: true,
    }),
  })
  .meta({ id: 'UploadAddress' });

export type UploadAddress = z.output<typeof uploadAddress>;
