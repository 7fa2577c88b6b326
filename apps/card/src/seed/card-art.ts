import { createHash } from 'node:crypto';
import { type Bounds, Canvas, type Cover, fill } from './art/canvas.ts';
import { type Colour, oklch } from './art/colour.ts';
import { encodePng } from './art/png.ts';
import { type Shape, arc, circle, line, rings, roundedBox, stroke, union } from './art/shapes.ts';

// Looked up once, not for each of half a million pixels.
const { max, min } = Math;

/** A bank card (ISO/IEC 7810 ID-1, 85.6 x 54 mm) at 300 dots per inch. */
const WIDTH = 1012;
const HEIGHT = 638;
const CORNER = 38;
const WHITE: Colour = [255, 255, 255];

const card = roundedBox(0, 0, WIDTH, HEIGHT, CORNER);

/** The art of an account's card as a PNG, 1012 x 638; the same account always gets the same art. */
export function drawCardArt(accountId: string): Uint8Array {
  const vary = variation(accountId);
  const hue = 150 + 190 * vary();
  const canvas = new Canvas(WIDTH, HEIGHT, oklch(0.23, 0.07, hue));
  paintBackground(canvas, hue, vary);
  paintChip(canvas, 92, 236);
  paintContactless(canvas, 268, 289);
  paintWord(canvas, 92, 124);
  paintEdge(canvas);
  return encodePng(WIDTH, HEIGHT, canvas.toPixels(card));
}

/** Numbers from 0 to 1 that depend on the account alone. */
function variation(accountId: string): () => number {
  const digest = createHash('sha256').update(`card/${accountId}`).digest();
  let position = 0;
  return () => {
    const value = digest.readUInt16BE(position) / 0xffff;
    position = (position + 2) % digest.length;
    return value;
  };
}

function paintBackground(canvas: Canvas, hue: number, vary: () => number): void {
  canvas.paint(oklch(0.43, 0.12, hue + 34), (x, y) => smooth((x * 0.8 + y * 0.9) / 1350));
  const x = 720 + 140 * vary();
  const y = 380 + 120 * vary();
  disc(canvas, oklch(0.66, 0.13, hue + 52), x + 110, y - 300, 340, 0.55);
  disc(canvas, oklch(0.56, 0.13, hue - 6), x + 60, y + 90, 400, 0.6);
  disc(canvas, oklch(0.74, 0.12, hue + 28), x - 260, y + 330, 290, 0.42);
  const fine = fill(stroke(rings(x + 60, y + 90, 340, 6), 1.6));
  canvas.paint(WHITE, (px, py) => fine(px, py) * 0.1, around(x + 60, y + 90, 342));
}

/** A translucent disc, thickest at its upper left edge and fading away from it. */
function disc(canvas: Canvas, colour: Colour, x: number, y: number, radius: number, thickness: number): void {
  const inside = fill(circle(x, y, radius), 1.5);
  canvas.paint(
    colour,
    (px, py) => inside(px, py) * thickness * smooth(0.5 - (px - x + py - y) / (2.6 * radius)),
    around(x, y, radius + 2),
  );
}

function paintChip(canvas: Canvas, left: number, top: number): void {
  const [width, height] = [140, 106];
  const bounds = { left: left - 2, top: top - 2, right: left + width + 2, bottom: top + height + 2 };
  const body = fill(roundedBox(left, top, width, height, 20));
  const metal: Cover = (x, y) => smooth((x - left + (y - top)) / (width + height));
  canvas.paint(oklch(0.9, 0.055, 88), body, bounds);
  canvas.paint(oklch(0.74, 0.085, 76), (x, y) => body(x, y) * metal(x, y), bounds);
  const [middleX, middleY] = [left + width / 2, top + height / 2];
  const pads = [-1, 1].flatMap((side) => [
    line(middleX + side * 26, middleY - 18, middleX + side * width, middleY - 18),
    line(middleX + side * 26, middleY + 18, middleX + side * width, middleY + 18),
  ]);
  const contact = roundedBox(middleX - 26, top + 16, 52, height - 32, 16);
  const grooves = union(...[contact, ...pads].map((shape) => stroke(shape, 3)));
  const groove = fill(grooves);
  canvas.paint(oklch(0.45, 0.05, 70), (x, y) => body(x, y) * groove(x, y) * 0.75, bounds);
}

function paintContactless(canvas: Canvas, x: number, y: number): void {
  const waves = [20, 38, 56, 74].map((radius) => stroke(arc(x - 26, y, radius, -38, 38), 7));
  paintShape(canvas, union(...waves), 0.9, around(x, y, 90));
}

/** The word "qred", drawn with a round pen: rings, stems and arcs about the line at `y`. */
function paintWord(canvas: Canvas, left: number, y: number): void {
  const [radius, pen, long] = [27, 12.5, 56];
  const [q, r, e, d] = [left + radius, left + 91, left + 184, left + 265];
  const glyphs = [
    circle(q, y, radius),
    line(q + radius, y - radius, q + radius, y + long),
    line(r, y - radius, r, y + radius),
    arc(r + radius, y, radius, 180, 298),
    line(e - radius, y, e + radius, y),
    arc(e, y, radius, 50, 360),
    circle(d, y, radius),
    line(d + radius, y - long, d + radius, y + radius),
  ];
  const word = union(...glyphs.map((glyph) => stroke(glyph, pen)));
  paintShape(canvas, word, 0.96, { left: left - 20, top: y - 80, right: d + 60, bottom: y + 80 });
}

/** A thin light along the edge, as of glass. */
function paintEdge(canvas: Canvas): void {
  const rim = fill(stroke(card, 4));
  const light: Cover = (x, y) => rim(x, y) * (0.3 - 0.22 * (y / HEIGHT));
  canvas.paint(WHITE, light, { bottom: CORNER });
  canvas.paint(WHITE, light, { top: HEIGHT - CORNER });
  canvas.paint(WHITE, light, { top: CORNER, bottom: HEIGHT - CORNER, right: CORNER });
  canvas.paint(WHITE, light, { top: CORNER, bottom: HEIGHT - CORNER, left: WIDTH - CORNER });
}

function paintShape(canvas: Canvas, shape: Shape, thickness: number, bounds: Bounds): void {
  const cover = fill(shape);
  canvas.paint(WHITE, (x, y) => cover(x, y) * thickness, bounds);
}

function around(x: number, y: number, reach: number): Bounds {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

/** Eases from 0 to 1 as `t` does. */
function smooth(t: number): number {
  const within = min(1, max(0, t));
  return within * within * (3 - 2 * within);
}
