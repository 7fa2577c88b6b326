import { nextPort } from './next-port.ts';

it.each([
  ['returns the port after the highest port', [3002, 3003, 3004], 3005],
  ['returns a port in a gap', [3002, 3004], 3003],
  ['skips a port if its health port is in use', [3002, 4003], 3004],
  ['skips a port if its slot on the load balancer is in use', [3002, 3253], 3004],
])('nextPort %s', (_, ports, expected) => {
  expect(nextPort(ports.map((port) => ({ port })))).toBe(expected);
});

it('nextPort throws an error if the load balancer has no free slot', () => {
  expect(() => nextPort(range(3000, 3249).map((port) => ({ port })))).toThrow('No port is left');
});

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
