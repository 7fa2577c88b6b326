import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Agent, request } from 'undici';
import { connectTo, get } from './raw-connection.ts';
import { RunningLibrary } from './running-library.ts';
import { until } from './until.ts';

const CALLERS = 30;

let library: RunningLibrary;

beforeEach(async () => {
  library = await RunningLibrary.start({ DRAIN_MS: '500', RATE_LIMIT_PER_MINUTE: '1000000' });
});

interface Outcomes {
  answered: number;
  readonly failures: string[];
}

/** Stops when the service refuses connections. Collects every other failure. */
async function callUntilRefused(send: () => Promise<void>, outcomes: Outcomes): Promise<void> {
  for (;;) {
    try {
      await send();
      outcomes.answered += 1;
    } catch (error) {
      if (isRefusedConnection(error)) return;
      outcomes.failures.push(String(error));
    }
  }
}

function isRefusedConnection(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ECONNREFUSED';
}

/** Uses one connection until the service announces that it closes the connection. Then opens a new connection. */
class RawCaller {
  private socket: Socket | undefined;

  constructor(private readonly library: RunningLibrary) {}

  async send(): Promise<void> {
    const socket = (this.socket ??= await this.connected());
    socket.write(get('/ping'));
    // The response is small enough to arrive in one chunk.
    const text = String(await once(socket, 'data'));
    if (!text.startsWith('HTTP/1.1 200 ')) throw new Error(text.slice(0, 20));
    if (!/^connection: close\r$/im.test(text)) return;
    this.socket = undefined;
    socket.removeAllListeners('end');
    await once(socket.resume(), 'close');
  }

  private async connected(): Promise<Socket> {
    const socket = connectTo(this.library);
    await once(socket, 'connect');
    socket.on('error', () => (this.socket = undefined));
    socket.on('end', () => socket.destroy(new Error('closed without a response')));
    return socket;
  }
}

it('a draining service responds to every request until the service refuses new connections', async () => {
  const outcomes: Outcomes = { answered: 0, failures: [] };
  const agent = new Agent({ connections: CALLERS, pipelining: 1 });
  const callers = Array.from({ length: CALLERS }, (_, at) => {
    if (at % 2 === 0) return callUntilRefused(() => ping(library, agent), outcomes);
    const raw = new RawCaller(library);
    return callUntilRefused(() => raw.send(), outcomes);
  });
  await until(() => outcomes.answered > 2 * CALLERS);
  await library.stopService();
  await Promise.all(callers);
  expect(outcomes.failures).toEqual([]);
  await agent.close();
  await library.release();
});

async function ping({ service }: RunningLibrary, dispatcher: Agent): Promise<void> {
  const { statusCode, body } = await request(`${service.url}/ping`, { dispatcher });
  await body.dump();
  if (statusCode !== 200) throw new Error(String(statusCode));
}

it('a draining service sends "connection: close" in every response from the start', async () => {
  await library.request('GET', '/ping');
  const stopped = library.stopService();
  for (const path of ['/ping', '/nowhere', '/%ZZ', '/docs-json']) {
    const response = await library.request('GET', path);
    expect([path, response.headers.get('connection')]).toEqual([path, 'close']);
  }
  await stopped;
  await library.release();
});
