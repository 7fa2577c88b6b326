import { TcpProxy } from './tcp-proxy.ts';

it("a TCP proxy returns a URL with its own host and port instead of the target's", async () => {
  const proxy = await TcpProxy.start();
  const address = new URL(proxy.inFrontOf('postgres://user:secret@172.17.0.1:5432/cards'));
  await proxy.stop();
  expect([address.hostname, address.username, address.pathname]).toEqual(['127.0.0.1', 'user', '/cards']);
  expect(address.port).not.toBe('5432');
});
