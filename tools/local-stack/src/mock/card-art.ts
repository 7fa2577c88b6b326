import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 1012;
const HEIGHT = 638;
/** 8 bits for each of red, green and blue. */
const COLOR_DEPTH = 8;
const TRUE_COLOR = 2;
/** The value of each colour in the darkest corner. The lightest corner has at most 255. */
const DARKEST = 24;
const SHADES = 255 - DARKEST;
/** The chip of a bank card, in pixels (ISO/IEC 7810 and 7816-2). */
const CHIP = { left: 92, top: 236, width: 140, height: 106, radius: 20 };
const GOLD = [226, 198, 140];
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The hosts of images in examples. The top-level domain `example` never resolves (RFC 2606). */
const IMAGE_URL = /"https:\/\/[\w.-]+\.example(\/[\w./-]+\.png)"/g;

/** Whether the mock draws the image at this path. */
export function isImagePath(path: string): boolean {
  return /^\/[\w./-]+\.png$/.test(path);
}

/** Lets images in a JSON text come from the mock, under the name by which the caller reached it. */
export function withOwnImages(json: string, host: string | undefined): string {
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return json;
  return json.replaceAll(IMAGE_URL, `"http://${host}$1"`);
}

/** A PNG of the size of a bank card with its chip, in shades of a colour that follows from the path. */
export function drawImage(path: string): Buffer {
  const color = [...createHash('sha256').update(path).digest().subarray(0, 3)].map((part) => part / 2);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([COLOR_DEPTH, TRUE_COLOR], 8);
  const pixels = deflateSync(
    Buffer.concat(Array.from({ length: HEIGHT }, (_, line) => drawLine(color, line))),
  );
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One line of a diagonal gradient and of the chip, after the byte of its filter. */
function drawLine(color: readonly number[], line: number): Buffer {
  const bytes = Buffer.alloc(1 + WIDTH * color.length);
  for (let column = 0; column < WIDTH; column += 1) {
    const light = (2 * (column + line)) / (WIDTH + HEIGHT);
    const pixel = isOnChip(column, line)
      ? GOLD
      : color.map((part) => (part * light * SHADES) / 255 + DARKEST);
    bytes.set(pixel, 1 + column * color.length);
  }
  return bytes;
}

/** Whether a pixel is on the chip, a rectangle with round corners. */
function isOnChip(column: number, line: number): boolean {
  const { left, top, width, height, radius } = CHIP;
  const beyond = (at: number, start: number, length: number): number =>
    Math.max(start + radius - at, at - (start + length - radius), 0);
  return Math.hypot(beyond(column, left, width), beyond(line, top, height)) <= radius;
}

/** Length, type, data and checksum (PNG, 5.3). */
function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
