import { networkInterfaces } from 'node:os';

/** The URLs at which callers reach a server that listens on `host`. The first URL works on this machine. */
export function reachableUrls(host: string, port: number, interfaces = networkInterfaces()): string[] {
  if (host !== '0.0.0.0') return [`http://${host}:${port}`];
  const addresses = Object.values(interfaces).flatMap((list) => list ?? []);
  const own = addresses.filter(({ family, internal }) => family === 'IPv4' && !internal);
  return ['127.0.0.1', ...own.map(({ address }) => address)].map((address) => `http://${address}:${port}`);
}
