// Looked up once, not for each of half a million pixels.
const { PI, abs, atan2, cos, max, min, round, sin, sqrt } = Math;

/** How far a point is from a shape's edge, in pixels: negative inside, positive outside. */
export type Shape = (x: number, y: number) => number;

export function circle(centreX: number, centreY: number, radius: number): Shape {
  return (x, y) => length(x - centreX, y - centreY) - radius;
}

/** The edges of `count` circles about one centre, evenly spaced up to `radius`; of no width, see stroke. */
export function rings(centreX: number, centreY: number, radius: number, count: number): Shape {
  const gap = radius / count;
  return (x, y) => {
    const fromCentre = length(x - centreX, y - centreY);
    const nearest = min(count, max(1, round(fromCentre / gap)));
    return abs(fromCentre - nearest * gap);
  };
}

export function roundedBox(left: number, top: number, width: number, height: number, radius: number): Shape {
  const centreX = left + width / 2;
  const centreY = top + height / 2;
  return (x, y) => {
    const dx = abs(x - centreX) - width / 2 + radius;
    const dy = abs(y - centreY) - height / 2 + radius;
    return length(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - radius;
  };
}

/** A line of no width; see stroke. */
export function line(fromX: number, fromY: number, toX: number, toY: number): Shape {
  const dx = toX - fromX;
  const dy = toY - fromY;
  const squared = dx * dx + dy * dy;
  return (x, y) => {
    const along = min(1, max(0, ((x - fromX) * dx + (y - fromY) * dy) / squared));
    return length(x - fromX - along * dx, y - fromY - along * dy);
  };
}

/** A part of a circle's edge, of no width; angles in degrees, clockwise from the right, `from` below `to`. */
export function arc(centreX: number, centreY: number, radius: number, from: number, to: number): Shape {
  const middle = ((from + to) / 360) * PI;
  const half = ((to - from) / 360) * PI;
  const [middleX, middleY] = [cos(middle), sin(middle)];
  const [endX, endY] = [radius * cos(half), radius * sin(half)];
  return (x, y) => {
    const alongMiddle = (x - centreX) * middleX + (y - centreY) * middleY;
    const across = abs((y - centreY) * middleX - (x - centreX) * middleY);
    if (atan2(across, alongMiddle) > half) return length(alongMiddle - endX, across - endY);
    return abs(length(alongMiddle, across) - radius);
  };
}

/** The edge of a shape drawn with a round pen. */
export function stroke(shape: Shape, width: number): Shape {
  return (x, y) => abs(shape(x, y)) - width / 2;
}

export function union(...shapes: readonly Shape[]): Shape {
  return (x, y) => {
    let nearest = Infinity;
    for (const shape of shapes) nearest = min(nearest, shape(x, y));
    return nearest;
  };
}

/** Several times faster than Math.hypot, which guards against overflow. */
function length(x: number, y: number): number {
  return sqrt(x * x + y * y);
}
