import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** The proxy listens on this machine, even if its target is in a container with a different address. */
const HOST = '127.0.0.1';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** A TCP proxy that can fail like a network: it stops sending, or resets connections. */
export class TcpProxy {
  /** If true, the proxy accepts new connections but sends nothing. */
  silencesNew = false;
  opened = 0;
  private readonly pairs = new Set<Pair>();
  private target: { readonly host: string; readonly port: number } | undefined;

  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server);
    server.on('connection', (client) => proxy.forward(client));
    await once(server.listen(0, HOST), 'listening');
    return proxy;
  }

  /** Forwards new connections to the server at this address. Returns the address with the proxy's host and port. */
  inFrontOf(address: string): string {
    const url = new URL(address);
    this.target = { host: url.hostname, port: Number(url.port) };
    url.hostname = HOST;
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** Stops sending on all open connections, in both directions, without closing them. */
  silence(): void {
    for (const { client, server } of this.pairs) silencePair(client, server);
  }

  reset(): void {
    for (const { client } of this.pairs) client.resetAndDestroy();
  }

  async stop(): Promise<void> {
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private forward(client: Socket): void {
    if (!this.target) throw new Error('The proxy has no target. Call inFrontOf first.');
    this.opened += 1;
    const server = connect(this.target);
    const pair = { client, server };
    this.pairs.add(pair);
    client.on('error', () => undefined).on('close', () => this.end(pair));
    server.on('error', () => undefined).on('close', () => this.end(pair));
    client.pipe(server);
    server.pipe(client);
    if (this.silencesNew) silencePair(client, server);
  }

  private end(pair: Pair): void {
    this.pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  }
}

function silencePair(client: Socket, server: Socket): void {
  client.unpipe(server);
  server.unpipe(client);
  // `resume` keeps acknowledging the sender's packets.
  client.resume();
  server.resume();
}
