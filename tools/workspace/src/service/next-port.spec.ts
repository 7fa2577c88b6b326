import { nextPort } from './next-port.ts';

it.each([
  ['follows the highest port', [3002, 3003, 3004], 3005],
  ['fills a gap', [3002, 3004], 3003],
  ['skips a port whose health port is in use', [3002, 4003], 3004],
  ['skips a slot in use', [3002, 3253], 3004],
])('%s', (_, ports, expected) => {
  expect(nextPort(ports.map((port) => ({ port })))).toBe(expected);
});

it('throws if the load balancer has no free slot', () => {
  expect(() => nextPort(range(3000, 3249).map((port) => ({ port })))).toThrow('No port is left');
});

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
