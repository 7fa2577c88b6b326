import { inflateSync } from 'node:zlib';
import { drawCardArt } from './card-art.ts';

const WIDTH = 1012;
const HEIGHT = 638;

const art = Buffer.from(drawCardArt('company-ab'));

it('is a PNG of a card at 300 dots per inch, below 200 kB', () => {
  expect(art.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  expect(art.subarray(12, 16).toString()).toBe('IHDR');
  expect([art.readUInt32BE(16), art.readUInt32BE(20)]).toEqual([WIDTH, HEIGHT]);
  expect(art.length).toBeLessThan(200_000);
});

it('is transparent outside of its rounded corners, and opaque inside', () => {
  const alphaAt = alphaOf(art);
  const corners = [
    alphaAt(0, 0),
    alphaAt(WIDTH - 1, 0),
    alphaAt(0, HEIGHT - 1),
    alphaAt(WIDTH - 1, HEIGHT - 1),
  ];
  expect(corners).toEqual([0, 0, 0, 0]);
  expect([alphaAt(WIDTH / 2, HEIGHT / 2), alphaAt(20, 20), alphaAt(WIDTH / 2, 1)]).toEqual([255, 255, 255]);
});

it('is always the same for one account, and another for another', () => {
  expect(art.equals(drawCardArt('company-ab'))).toBe(true);
  expect(art.equals(drawCardArt('company-cd'))).toBe(false);
});

/** Reads the alpha of pixels back from the PNG, whose rows all use the filter "Sub". */
function alphaOf(png: Buffer): (x: number, y: number) => number {
  const rows = inflateSync(chunkOf(png, 'IDAT'));
  const stride = 1 + WIDTH * 4;
  return (x, y) => {
    let alpha = 0;
    for (let pixel = 0; pixel <= x; pixel += 1) alpha += rows.readUInt8(y * stride + 1 + pixel * 4 + 3);
    return alpha % 256;
  };
}

function chunkOf(png: Buffer, type: string): Buffer {
  const start = png.indexOf(type);
  return png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4));
}
