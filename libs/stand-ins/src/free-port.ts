import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * The range is below the ports of outgoing connections, because an outgoing connection could take a port before the
 * caller listens on it.
 */
const FIRST = 15_000;
const LAST = 32_000;

const lent = new Set<number>();

/** A port of 127.0.0.1 that was free a moment ago; this process never gets the same port twice. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (lent.has(port)) continue;
    lent.add(port);
    if ((await listenError(port)) === undefined) return port;
  }
}

/** The code of the error when listening on a port of 127.0.0.1. Undefined if the port is free. */
export function listenError(port: number): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}
