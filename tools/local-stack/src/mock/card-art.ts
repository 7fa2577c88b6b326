import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * The image of a bank card. The palette of the image has shades of grey. The last entry is the gold of the
 * chip.
 */
const CARD = readFileSync(join(import.meta.dirname, 'card.png'));
/**
 * The position of the palette's chunk type in the file. The chunk's content and checksum follow (PNG, 5.3 and 11.2.2).
 */
const PALETTE = 37;
const CONTENT = PALETTE + 'PLTE'.length;
const SHADES = 255;
const BYTES_PER_SHADE = 3;
const CHECKSUM = CONTENT + (SHADES + 1) * BYTES_PER_SHADE;
const DARKEST = 24;
/** The URLs of images and of uploads in examples. The top-level domain `example` never resolves (RFC 2606). */
const FILE_URL = /"https:\/\/[\w.-]+\.example(\/(?:[\w./-]+\.png|uploads\/[^"]+))"/g;

export function isImagePath(path: string): boolean {
  return /^\/[\w./-]+\.png$/.test(path);
}

/**
 * Replaces the hosts of images and uploads in a JSON text. The new host is the host in the caller's request.
 */
export function withOwnFiles(json: string, host: string | undefined): string {
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return json;
  return json.replaceAll(FILE_URL, `"http://${host}$1"`);
}

/** Draws a PNG of a bank card. The path determines the card's colour. */
export function drawImage(path: string): Buffer {
  const color = createHash('sha256').update(path).digest().subarray(0, BYTES_PER_SHADE);
  const image = Buffer.from(CARD);
  for (let shade = 0; shade < SHADES; shade += 1) {
    const light = (shade / SHADES) * (1 - DARKEST / SHADES);
    image.set(
      [...color].map((part) => part * light + DARKEST),
      CONTENT + shade * BYTES_PER_SHADE,
    );
  }
  image.writeUInt32BE(crc32(image.subarray(PALETTE, CHECKSUM)), CHECKSUM);
  return image;
}
