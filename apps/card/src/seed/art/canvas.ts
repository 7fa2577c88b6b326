import type { Colour } from './colour.ts';
import type { Shape } from './shapes.ts';

// Looked up once, not for each of half a million pixels.
const { ceil, floor, max, min, round } = Math;

/** How much of a colour covers a pixel: 0 to 1. */
export type Cover = (x: number, y: number) => number;

/** The part of the canvas that a shape may touch, in pixels. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** An opaque picture to which colours are added layer by layer. */
export class Canvas {
  private readonly width: number;
  private readonly height: number;
  private readonly light: Float32Array;

  constructor(width: number, height: number, [red, green, blue]: Colour) {
    this.width = width;
    this.height = height;
    this.light = new Float32Array(width * height * 3);
    for (let i = 0; i < this.light.length; i += 3) {
      this.light[i] = red;
      this.light[i + 1] = green;
      this.light[i + 2] = blue;
    }
  }

  /** Lays a colour over what is there, as thick as `cover` says at each pixel's centre. */
  paint([red, green, blue]: Colour, cover: Cover, bounds: Partial<Bounds> = {}): void {
    const { left = 0, top = 0, right = this.width, bottom = this.height } = bounds;
    const { light } = this;
    const firstX = max(0, floor(left));
    const lastX = min(this.width, ceil(right));
    const lastY = min(this.height, ceil(bottom));
    for (let y = max(0, floor(top)); y < lastY; y += 1) {
      for (let x = firstX; x < lastX; x += 1) {
        const share = cover(x + 0.5, y + 0.5);
        if (share <= 0) continue;
        const i = (y * this.width + x) * 3;
        light[i] = mix(light[i], red, share);
        light[i + 1] = mix(light[i + 1], green, share);
        light[i + 2] = mix(light[i + 2], blue, share);
      }
    }
  }

  /** The picture as RGBA bytes, row by row; what lies outside of `outline` is transparent. */
  toPixels(outline: Shape): Uint8Array {
    const inside = fill(outline);
    const pixels = new Uint8Array(this.width * this.height * 4);
    for (let i = 0; i < this.width * this.height; i += 1) {
      const alpha = inside((i % this.width) + 0.5, floor(i / this.width) + 0.5);
      if (alpha === 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[i * 4 + channel] = round(this.light[i * 3 + channel] ?? 0);
      }
      pixels[i * 4 + 3] = round(alpha * 255);
    }
    return pixels;
  }
}

/** Covers the inside of a shape, with a soft edge one pixel wide, or wider where `softness` says so. */
export function fill(shape: Shape, softness = 1): Cover {
  return (x, y) => min(1, max(0, 0.5 - shape(x, y) / softness));
}

function mix(under: number | undefined, over: number, share: number): number {
  return (under ?? 0) + (over - (under ?? 0)) * share;
}
