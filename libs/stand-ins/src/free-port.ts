import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems hand out to outgoing connections, which would take one before it is used. */
const FIRST = 15_000;
const LAST = 32_000;

/** Lent to somebody in this process, who may not listen yet. */
const lent = new Set<number>();

/** A port of 127.0.0.1 that was free a moment ago; nobody in this process gets it twice. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (lent.has(port)) continue;
    lent.add(port);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
