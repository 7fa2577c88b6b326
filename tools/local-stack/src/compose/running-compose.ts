import { freePort } from '#libs/stand-ins';
import { outputOf, runCommand } from './run-command.ts';
import { waitForResponse } from './wait-for-response.ts';

/** The maximum time until the edge responds (ms). The edge starts when all services are ready. */
const EDGE_TIMEOUT_MS = 30_000;

interface Ports {
  readonly edge: number;
  readonly issuer: number;
  readonly storage: number;
}

/**
 * A stack from docker-compose.yml that can run beside other stacks. The stack has its own project name, ports
 * and temporary data.
 */
export class RunningCompose {
  readonly edgeUrl: string;
  readonly issuerUrl: string;
  private readonly root: string;
  private readonly command: readonly string[];
  private readonly environment: NodeJS.ProcessEnv;

  private constructor(root: string, ports: Ports) {
    this.root = root;
    this.command = composeCommand();
    this.edgeUrl = `http://127.0.0.1:${ports.edge}`;
    this.issuerUrl = `http://127.0.0.1:${ports.issuer}`;
    this.environment = {
      // The older program docker-compose needs these variables to use BuildKit.
      DOCKER_BUILDKIT: '1',
      COMPOSE_DOCKER_CLI_BUILD: '1',
      COMPOSE_PROJECT_NAME: 'qred-test',
      EDGE_PORT: String(ports.edge),
      ISSUER_PORT: String(ports.issuer),
      STORAGE_PORT: String(ports.storage),
    };
  }

  /**
   * Builds the images, starts all containers, and waits until all containers are ready. Removes everything
   * after a failure.
   */
  static async start(root: string): Promise<RunningCompose> {
    const [edge, issuer, storage] = await Promise.all([freePort(), freePort(), freePort()]);
    const compose = new RunningCompose(root, { edge, issuer, storage });
    await compose.remove();
    try {
      await compose.compose('build');
      await compose.up();
      return compose;
    } catch (error) {
      await compose.showLogs();
      await compose.remove();
      throw error;
    }
  }

  /** Starts all stopped containers. Resolves when the edge responds, because the edge starts last. */
  async up(): Promise<void> {
    await this.compose('up', '--detach');
    await waitForResponse(`${this.edgeUrl}/ping`, EDGE_TIMEOUT_MS);
  }

  kill(service: string): Promise<void> {
    return this.compose('kill', service);
  }

  stop(): Promise<void> {
    return this.compose('stop');
  }

  async showLogs(): Promise<void> {
    // A failure here must not hide the caller's error.
    await this.compose('logs', '--tail', '30').catch(console.error);
  }

  remove(): Promise<void> {
    return this.compose('down', '--volumes', '--remove-orphans', '--rmi', 'local');
  }

  /** Throws an Error if the service has no container, or if its container has not exited. */
  exitCode(service: string): number {
    const options = { cwd: this.root, environment: this.environment };
    const id = outputOf([...this.command, 'ps', '--all', '--quiet', service], options);
    if (!id) throw new Error(`${service} has no container`);
    const state = outputOf(['docker', 'inspect', '--format', '{{.State.Status}} {{.State.ExitCode}}', id]);
    const [status, code] = state?.split(' ') ?? [];
    if (status !== 'exited') throw new Error(`${service} has not ended: it is ${status}`);
    return Number(code);
  }

  private compose(...args: readonly string[]): Promise<void> {
    return runCommand([...this.command, ...args], { cwd: this.root, environment: this.environment });
  }
}

/** Throws an Error if this machine has no Docker Compose. */
function composeCommand(): readonly string[] {
  const found = [['docker', 'compose'], ['docker-compose']].find(
    (command) => outputOf([...command, 'version']) !== undefined,
  );
  if (!found) throw new Error('Docker Compose is missing. Install docker compose or docker-compose.');
  return found;
}
