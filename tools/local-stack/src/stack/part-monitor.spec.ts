import { type Server, createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Part, type PartChange, PartMonitor, probeHttp, probePostgres } from './part-monitor.ts';

describe('a part monitor', () => {
  let responds = true;
  let probes = 0;
  const changes: PartChange[] = [];
  const part: Part = {
    name: 'card',
    logFile: 'card.log',
    probe: () => {
      probes += 1;
      return responds ? Promise.resolve() : Promise.reject(new Error('silent'));
    },
  };
  let monitor: PartMonitor;

  beforeEach(() => {
    responds = true;
    changes.length = 0;
    monitor = new PartMonitor((change) => changes.push(change));
  });

  afterEach(() => monitor.stop());

  async function untilProbed(times: number): Promise<void> {
    const wanted = probes + times;
    while (probes < wanted) await delay(1);
  }

  const states = (): string[] => changes.map(({ state }) => state);

  it('reports once that a part stops responding, and once that the part responds again', async () => {
    monitor.watch(part, 1);
    await untilProbed(5);
    expect(states()).toEqual([]);
    responds = false;
    await untilProbed(6);
    expect(states()).toEqual(['silent']);
    responds = true;
    await untilProbed(6);
    expect(states()).toEqual(['silent', 'back']);
  });

  it('reports that a process has ended, but not that the process stopped responding', async () => {
    monitor.watch(part, 1);
    responds = false;
    monitor.died(part, 'SIGKILL');
    await untilProbed(6);
    expect(changes).toEqual([{ part, state: 'down', how: 'SIGKILL' }]);
    responds = true;
    await untilProbed(3);
    expect(states()).toEqual(['down', 'back']);
  });

  it('reports nothing before `watch` or after `stop`', async () => {
    monitor.died(part, 'SIGKILL');
    monitor.watch(part, 1);
    await monitor.stop();
    monitor.died(part, 'SIGKILL');
    expect(changes).toEqual([]);
  });
});

describe('a probe', () => {
  let server: Server;
  let port: number;

  beforeEach(async () => {
    server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });

  afterEach(() => server.close());

  const soon = (): AbortSignal => AbortSignal.timeout(100);

  it.each([
    ['PostgreSQL', () => probePostgres(port, '127.0.0.1', soon())],
    ['HTTP', () => probeHttp(`http://127.0.0.1:${port}/live`, soon())],
  ])('of %s fails if the server accepts the connection but sends nothing', async (_, probe) => {
    await expect(probe()).rejects.toThrow();
  });

  it('of PostgreSQL fails if the server closes the connection', async () => {
    server.on('connection', (socket) => socket.destroy());
    await expect(probePostgres(port, '127.0.0.1', AbortSignal.timeout(5_000))).rejects.toThrow();
  });
});
