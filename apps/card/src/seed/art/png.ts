import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BYTES_PER_PIXEL = 4;
const EIGHT_BITS = 8;
const TRUE_COLOUR_WITH_ALPHA = 6;
/** The "Sub" filter stores each pixel's difference from its left neighbour, which is small in a gradient. */
const FILTER_SUB = 1;

/** Encodes pixels, row by row, four bytes each (red, green, blue, alpha, not premultiplied), as a PNG. */
export function encodePng(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([EIGHT_BITS, TRUE_COLOUR_WITH_ALPHA], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filterRows(width, height, pixels))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function filterRows(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const stride = width * BYTES_PER_PIXEL;
  const filtered = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y += 1) {
    const row = pixels.subarray(y * stride, (y + 1) * stride);
    const start = y * (stride + 1);
    filtered[start] = FILTER_SUB;
    for (let i = 0; i < stride; i += 1) {
      const left = i < BYTES_PER_PIXEL ? 0 : (row[i - BYTES_PER_PIXEL] ?? 0);
      filtered[start + 1 + i] = (row[i] ?? 0) - left;
    }
  }
  return filtered;
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
