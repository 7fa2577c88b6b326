import type { PortalService } from '#libs/portal-data';
import { type Place, placeServices } from './place-services.ts';

const HEIGHT = 44;
const GAP = { x: 80, y: 22 };
const EDGE = 8;
const SMALLEST_WIDTH = 132;
const LETTER_WIDTH = 8.5;

interface Box extends Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** The cards of the services show the same data as text. */
export function CallGraph({ services }: { readonly services: readonly PortalService[] }) {
  const boxes = boxesOf(placeServices(services));
  const boxOf = new Map(boxes.map((box) => [box.name, box]));
  const calls = services.flatMap(({ name, calls: callees }) =>
    callees.flatMap((callee) => {
      const [from, to] = [boxOf.get(name), boxOf.get(callee)];
      return from && to ? [{ key: `${name} ${callee}`, path: curve(from, to) }] : [];
    }),
  );
  const width = Math.max(...boxes.map((box) => box.left + box.width)) + EDGE;
  const height = Math.max(...boxes.map(({ top }) => top)) + HEIGHT + EDGE;
  return (
    <svg
      className="graph"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={describe(services)}
    >
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {calls.map(({ key, path }) => (
        <path key={key} className="call" d={path} markerEnd="url(#arrow)" />
      ))}
      {boxes.map((box) => (
        <g key={box.name}>
          <rect x={box.left} y={box.top} width={box.width} height={HEIGHT} rx="10" />
          <text x={box.left + box.width / 2} y={middle(box)}>
            {box.name}
          </text>
        </g>
      ))}
    </svg>
  );
}

function boxesOf(places: readonly Place[]): Box[] {
  const longest = Math.max(...places.map(({ name }) => name.length));
  const width = Math.max(SMALLEST_WIDTH, longest * LETTER_WIDTH + 28);
  return places.map((place) => ({
    ...place,
    width,
    left: EDGE + place.column * (width + GAP.x),
    top: EDGE + place.row * (HEIGHT + GAP.y),
  }));
}

function middle({ top }: Box): number {
  return top + HEIGHT / 2;
}

function curve(from: Box, to: Box): string {
  const [x1, y1, x2, y2] = [from.left + from.width, middle(from), to.left, middle(to)];
  const bend = (x1 + x2) / 2;
  return `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
}

function describe(services: readonly PortalService[]): string {
  const sentences = services.map(({ name, calls }) => `${name} calls ${calls.join(', ') || 'nobody'}.`);
  return sentences.join(' ');
}
