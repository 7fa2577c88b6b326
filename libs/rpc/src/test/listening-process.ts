import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const PROGRAM = `
  const server = require('node:http').createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(process.argv[1]);
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
`;

/** An HTTP server in its own process, which a test can freeze, continue and kill. */
export class ListeningProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(body: unknown): Promise<ListeningProcess> {
    const child = spawn(process.execPath, ['-e', PROGRAM, JSON.stringify(body)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    return new ListeningProcess(child, `http://127.0.0.1:${port.toString()}`);
  }

  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
