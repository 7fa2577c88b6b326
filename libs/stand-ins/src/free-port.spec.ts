import { freePort } from './free-port.ts';

it('lends no port twice, though nobody listens at the first one yet', async () => {
  const ports: number[] = [];
  while (ports.length < 500) ports.push(await freePort());

  expect(new Set(ports).size).toBe(ports.length);
});
