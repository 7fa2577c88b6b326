/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/**
 * A colour by how it looks: lightness 0 to 1, chroma 0 (grey) to about 0.3, hue in degrees (OKLCH). The
 * same lightness looks equally light in every hue.
 */
export function oklch(lightness: number, chroma: number, hue: number): Colour {
  const angle = (hue / 180) * Math.PI;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Linear light, 0 to 1, as an sRGB value, 0 to 255. */
function toByte(linear: number): number {
  const light = Math.min(1, Math.max(0, linear));
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
}
