import { freePort } from '#libs/stand-ins';
import { outputOf, runCommand } from './run-command.ts';
import { waitForResponse } from './wait-for-response.ts';

/** How long the edge may take to listen after its start (ms). All services are ready before it starts. */
const EDGE_TIMEOUT_MS = 30_000;

interface Ports {
  readonly edge: number;
  readonly issuer: number;
  readonly storage: number;
}

/**
 * A stack from docker-compose.yml with its own project name, ports and temporary data, so it can run beside other
 * stacks.
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
      // The older program docker-compose uses BuildKit only with these variables.
      DOCKER_BUILDKIT: '1',
      COMPOSE_DOCKER_CLI_BUILD: '1',
      COMPOSE_PROJECT_NAME: 'qred-test',
      EDGE_PORT: String(ports.edge),
      ISSUER_PORT: String(ports.issuer),
      STORAGE_PORT: String(ports.storage),
    };
  }

  /** Builds the images and starts all containers; resolves when they are ready. Removes everything if that fails. */
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

  /** Starts all containers that are not running. Resolves when the edge responds, because the edge starts last. */
  async up(): Promise<void> {
    await this.compose('up', '--detach');
    await waitForResponse(`${this.edgeUrl}/ping`, EDGE_TIMEOUT_MS);
  }

  /** Kills a service. */
  kill(service: string): Promise<void> {
    return this.compose('kill', service);
  }

  /** Stops all containers in order. */
  stop(): Promise<void> {
    return this.compose('stop');
  }

  /** Shows the last log lines of all containers. */
  async showLogs(): Promise<void> {
    // A failure here must not hide the error that the caller reports.
    await this.compose('logs', '--tail', '30').catch(console.error);
  }

  /** Removes the containers, their data and their images. */
  remove(): Promise<void> {
    return this.compose('down', '--volumes', '--remove-orphans', '--rmi', 'local');
  }

  /** The exit code of a container that has ended. Throws an Error if there is none. */
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

/** The command of Docker Compose on this machine. Throws an Error if there is none. */
function composeCommand(): readonly string[] {
  const found = [['docker', 'compose'], ['docker-compose']].find(
    (command) => outputOf([...command, 'version']) !== undefined,
  );
  if (!found) throw new Error('Docker Compose is missing. Install docker compose or docker-compose.');
  return found;
}
