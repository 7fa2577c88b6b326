import { type Manifest, healthPort, portSlot } from '#libs/manifest';

type WithPort = Pick<Manifest, 'port'>;

const HIGHEST = 60_000;

/**
 * Returns the first free port above the lowest port in use. The port's health port and its slot at the load
 * balancer are also free. Throws an Error if no port is free.
 */
export function nextPort(services: readonly WithPort[]): number {
  const ports = services.map(({ port }) => port);
  const taken = new Set([...ports, ...services.map(healthPort)]);
  const slots = new Set(services.map(portSlot));
  for (let port = Math.min(...ports) + 1; port <= HIGHEST; port += 1) {
    if (taken.has(port) || taken.has(healthPort({ port })) || slots.has(portSlot({ port }))) continue;
    return port;
  }
  throw new Error('No port is left for another service');
}
