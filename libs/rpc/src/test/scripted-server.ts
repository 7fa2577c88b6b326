import { type IncomingHttpHeaders, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * A response or a failure. `cut` closes the connection in the middle of the response, and `silence` sends nothing.
 */
export type Reply =
  | { readonly status: number; readonly body: string; readonly type?: string }
  | 'reset'
  | 'cut'
  | 'silence';

export type Script = (request: SeenRequest) => Reply | Promise<Reply>;

/** A JSON response. */
export function ok(value: unknown): Reply {
  return { status: 200, body: JSON.stringify(value) };
}

export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  connections = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
    public script: Script,
  ) {}

  static async start(script: Script): Promise<ScriptedServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const scripted = new ScriptedServer(server, `http://127.0.0.1:${port}`, script);
    server.on('connection', () => (scripted.connections += 1));
    server.on('request', (request, response) => {
      void text(request).then(async (body) => {
        const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
        scripted.seen.push(seen);
        send(response, await scripted.script(seen));
      });
    });
    return scripted;
  }

  openConnections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'reset') {
    response.destroy();
    return;
  }
  if (reply === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
    response.write('{"data":', () => response.destroy());
    return;
  }
  response.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json' }).end(reply.body);
}
