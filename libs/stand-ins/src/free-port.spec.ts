import { freePort } from './free-port.ts';

it('freePort never returns the same port twice, even if no server listens on the port yet', async () => {
  const ports: number[] = [];
  while (ports.length < 500) ports.push(await freePort());

  expect(new Set(ports).size).toBe(ports.length);
});
