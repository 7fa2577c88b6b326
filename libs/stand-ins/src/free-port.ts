import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * The ports are lower than the ports that the system uses for outgoing connections. So an outgoing connection can't
 * take a port before the caller listens on it.
 */
const FIRST = 15_000;
const LAST = 32_000;

const lent = new Set<number>();

/** Returns a port of 127.0.0.1 that was free a moment ago. Never returns the same port twice in one process. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (lent.has(port)) continue;
    lent.add(port);
    if ((await listenError(port)) === undefined) return port;
  }
}

/**
 * Returns the error code if this process can't listen on a port of 127.0.0.1. Returns undefined if the port is free.
 */
export function listenError(port: number): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}
