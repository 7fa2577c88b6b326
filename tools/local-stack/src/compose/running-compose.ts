import { freePort } from '#libs/stand-ins';
import { COMPOSE_ENVIRONMENT, composeCommand } from './compose-command.ts';
import { outputOf, run } from './run.ts';
import { untilAnswers } from './until-answers.ts';

/** When the edge is started, all others are ready; it has this long to listen (ms). */
const EDGE_TIMEOUT_MS = 30_000;

interface Ports {
  readonly edge: number;
  readonly issuer: number;
  readonly storage: number;
}

/** The stack of docker-compose.yml beside any other: a project and ports of its own, and data that is gone at the end. */
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
      ...COMPOSE_ENVIRONMENT,
      COMPOSE_PROJECT_NAME: 'qred-test',
      EDGE_PORT: String(ports.edge),
      ISSUER_PORT: String(ports.issuer),
      STORAGE_PORT: String(ports.storage),
    };
  }

  /** Builds the images and starts everything; resolves when all of it is ready. Leaves nothing if it fails. */
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

  /** Starts what does not run; resolves when the edge answers, for which all services are ready. */
  async up(): Promise<void> {
    await this.compose('up', '--detach');
    await untilAnswers(`${this.edgeUrl}/ping`, EDGE_TIMEOUT_MS);
  }

  /** Ends a service without a warning. */
  kill(service: string): Promise<void> {
    return this.compose('kill', service);
  }

  /** Tells everything to end, and waits for it. */
  stop(): Promise<void> {
    return this.compose('stop');
  }

  /** Shows the last words of all containers. */
  async showLogs(): Promise<void> {
    // Whoever looks at logs has an error to show, which one of these must not hide.
    await this.compose('logs', '--tail', '30').catch(console.error);
  }

  /** Removes the containers, their data and their images. */
  remove(): Promise<void> {
    return this.compose('down', '--volumes', '--remove-orphans', '--rmi', 'local');
  }

  /** How a container that has ended did so. Throws an Error if there is none. */
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
    return run([...this.command, ...args], { cwd: this.root, environment: this.environment });
  }
}
