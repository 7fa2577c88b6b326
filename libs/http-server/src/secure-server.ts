import { type Server as TlsServer, type TlsOptions, TLSSocket, createServer } from 'node:tls';
import { BoundedServer } from './bounded-server.ts';

const HANDSHAKE_MS = 5_000;

type Credentials = Pick<TlsOptions, 'key' | 'cert'>;

export class SecureServer extends BoundedServer {
  private readonly handshakes: TlsServer;

  constructor(credentials: Credentials) {
    super();
    const options = { ...credentials, minVersion: 'TLSv1.2', handshakeTimeout: HANDSHAKE_MS } as const;
    this.handshakes = createServer(options, (socket) => super.emit('connection', socket));
    this.handshakes.on('tlsClientError', (_error, socket) => socket.destroy());
  }

  /** Changes the certificate of new connections only. */
  renew(credentials: Credentials): void {
    this.handshakes.setSecureContext(credentials);
  }

  /** Node's documentation allows us to pass a connection to a server with the event `connection`. */
  override emit(event: string, ...args: unknown[]): boolean {
    if (event !== 'connection' || args[0] instanceof TLSSocket) return super.emit(event, ...args);
    return this.handshakes.emit('connection', ...args);
  }
}
