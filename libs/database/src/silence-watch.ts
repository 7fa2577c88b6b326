import { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';

const TICK_MS = 250;

/** The traffic of one connection. A tick is one check of the timer. */
class WatchedConnection {
  private received = 0;
  /**
   * How many bytes had been sent when the server last reported that it is ready for a query. If more bytes have been
   * sent since, the server owes a response.
   */
  private settled = Infinity;
  private owingTicks = 0;
  private quietTicks = 0;

  constructor(private readonly client: Client) {
    client.connection.on('readyForQuery', () => (this.settled = this.socket?.bytesWritten ?? Infinity));
  }

  /** Counts ticks instead of time, because time also passes while the process is suspended. */
  tick(): void {
    const { bytesRead = 0, bytesWritten = 0 } = this.socket ?? {};
    const isQuiet = bytesRead === this.received;
    this.received = bytesRead;
    this.quietTicks = isQuiet ? this.quietTicks + 1 : 0;
    this.owingTicks = isQuiet && bytesWritten > this.settled ? this.owingTicks + 1 : 0;
  }

  isSilent(ticks: number): boolean {
    return this.owingTicks >= ticks;
  }

  isIdleAndQuiet(ticks: number): boolean {
    return this.owingTicks === 0 && this.quietTicks >= ticks;
  }

  destroy(error: Error): void {
    this.client.connection.stream.destroy(error);
  }

  private get socket(): Socket | undefined {
    const { stream } = this.client.connection;
    return stream instanceof Socket ? stream : undefined;
  }
}

/**
 * Destroys a connection if PostgreSQL owes a response, but has sent nothing for `silenceMs`. The query on this
 * connection fails with the code ETIMEDOUT. Without this class, queries would wait forever if the network dropped
 * packets. At the same time, destroys idle connections that were silent for `silenceMs`, because they use the same
 * network.
 */
class SilenceWatch {
  private readonly connections = new Set<WatchedConnection>();
  private readonly ticks: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly silenceMs: number) {
    this.ticks = Math.ceil(silenceMs / TICK_MS);
  }

  add(client: Client): void {
    const connection = new WatchedConnection(client);
    client.once('connect', () => {
      this.connections.add(connection);
      this.timer ??= setInterval(() => this.tick(), TICK_MS).unref();
    });
    client.once('end', () => this.remove(connection));
  }

  private remove(connection: WatchedConnection): void {
    this.connections.delete(connection);
    if (this.connections.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tick(): void {
    for (const connection of this.connections) connection.tick();
    const silent = [...this.connections].filter((connection) => connection.isSilent(this.ticks));
    if (silent.length === 0) return;
    const quiet = [...this.connections].filter((connection) => connection.isIdleAndQuiet(this.ticks));
    const message = `PostgreSQL has sent nothing for ${this.silenceMs} ms; the connection is closed`;
    for (const connection of [...silent, ...quiet]) {
      connection.destroy(Object.assign(new Error(message), { code: 'ETIMEDOUT' }));
    }
  }
}

export function watchedClient(silenceMs: number): new (config?: string | ClientConfig) => Client {
  const watch = new SilenceWatch(silenceMs);
  return class WatchedClient extends Client {
    constructor(config?: string | ClientConfig) {
      super(config);
      watch.add(this);
    }
  };
}
