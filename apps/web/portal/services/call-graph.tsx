import type { PortalService } from '#libs/portal-data';
import { type Place, placeServices } from './place-services.ts';

const BOX = { width: 132, height: 44 };
const GAP = { x: 96, y: 22 };
const EDGE = 8;

const left = ({ column }: Place) => EDGE + column * (BOX.width + GAP.x);
const top = ({ row }: Place) => EDGE + row * (BOX.height + GAP.y);
const middle = (place: Place) => top(place) + BOX.height / 2;

/** Draws which service calls which. The cards of the services show the same as text. */
export function CallGraph({ services }: { readonly services: readonly PortalService[] }) {
  const places = placeServices(services);
  const placeOf = new Map(places.map((place) => [place.name, place]));
  const calls = services.flatMap(({ name, calls: callees }) =>
    callees.flatMap((callee) => {
      const [from, to] = [placeOf.get(name), placeOf.get(callee)];
      return from && to ? [{ key: `${name} ${callee}`, path: curve(from, to) }] : [];
    }),
  );
  const width = Math.max(...places.map(left)) + BOX.width + EDGE;
  const height = Math.max(...places.map(top)) + BOX.height + EDGE;
  return (
    <svg className="graph" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={describe(services)}>
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {calls.map(({ key, path }) => (
        <path key={key} className="call" d={path} markerEnd="url(#arrow)" />
      ))}
      {places.map((place) => (
        <g key={place.name}>
          <rect x={left(place)} y={top(place)} {...BOX} rx="10" />
          <text x={left(place) + BOX.width / 2} y={middle(place)}>
            {place.name}
          </text>
        </g>
      ))}
    </svg>
  );
}

function curve(from: Place, to: Place): string {
  const [x1, y1, x2, y2] = [left(from) + BOX.width, middle(from), left(to), middle(to)];
  const bend = (x1 + x2) / 2;
  return `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
}

function describe(services: readonly PortalService[]): string {
  const sentences = services.map(({ name, calls }) => `${name} calls ${calls.join(', ') || 'nobody'}.`);
  return sentences.join(' ');
}
