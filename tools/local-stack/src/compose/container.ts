/** The condition that a container waits for before it starts. */
type Condition = 'service_healthy' | 'service_completed_successfully';

export type Dependencies = Readonly<Record<string, { readonly condition: Condition }>>;

/**
 * The base images by tag. The Dockerfile for the pipeline pins them by digest. With tags, a Docker engine that has
 * local copies can build without a registry.
 */
export const BASE_IMAGES = {
  BUILD_NODE: 'node:24-bookworm-slim',
  NODE: 'node:24-bookworm-slim',
  BASE: 'debian:bookworm-slim',
};

/** One container of a Compose file, with the keys of Docker Compose. */
export interface Container {
  readonly image?: string;
  readonly build?: {
    readonly context: string;
    readonly dockerfile?: string;
    readonly args?: Readonly<Record<string, string>>;
  };
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly network_mode?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Dependencies;
  readonly healthcheck?: object;
  readonly restart?: 'unless-stopped' | 'no';
  readonly stop_signal?: string;
  readonly stop_grace_period?: string;
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly pids_limit?: number;
  readonly shm_size?: string;
  readonly init?: boolean;
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
}

/** The container can write only to its volumes, as on ECS, and can't gain privileges. */
export const HARDENED = {
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
} as const;

/** A memory leak ends only the container. Docker refuses a limit of more processors than the machine has. */
const LIMITS = { mem_limit: '512m', cpus: 1, pids_limit: 256 } as const;

/** Our containers run Node, which needs an init process for signals and orphans. */
const OURS = { init: true, ...HARDENED, ...LIMITS } as const;

/** A container that restarts when its process ends, unless somebody stopped it. */
export const LONG_RUNNING = { restart: 'unless-stopped' } as const;

/** Our container that serves until it is stopped. */
export const OUR_SERVER = { ...LONG_RUNNING, ...OURS } as const;

/** Our container that does one task and ends. If it fails, `docker compose up` reports it and can run again. */
export const OUR_TASK = { restart: 'no', ...OURS } as const;

/** Waits until containers are healthy. */
export function whenHealthy(...names: readonly string[]): Dependencies {
  return Object.fromEntries(names.map((name) => [name, { condition: 'service_healthy' }]));
}

/** Waits until containers have ended with 0. */
export function whenFinished(...names: readonly string[]): Dependencies {
  return Object.fromEntries(names.map((name) => [name, { condition: 'service_completed_successfully' }]));
}

/**
 * Probes a container with a command. Failures do not count during the start period, which is longer than a service waits
 * for its dependencies. On a busy machine, Node alone can take many seconds to start.
 */
export function healthCheck(command: readonly string[], interval = '5s'): object {
  return { test: ['CMD', ...command], interval, timeout: '20s', retries: 5, start_period: '120s' };
}

/** Probes a container from inside with Node, its only program. */
export function httpCheck(port: number, path: string, wanted: 'any response' | 'success'): object {
  const healthy =
    wanted === 'any response' ? '() => process.exit(0)' : '({ ok }) => process.exit(ok ? 0 : 1)';
  const script = `fetch('http://127.0.0.1:${port}${path}').then(${healthy}, () => process.exit(1))`;
  return healthCheck(['node', '-e', script]);
}

/** A port that only this machine can reach. The variable that `npm start` also reads changes the port. */
export function published(variable: string, port: number): string {
  return `127.0.0.1:${hostPort(variable, port)}:${port}`;
}

/** The port on this machine. */
export function hostPort(variable: string, port: number): string {
  return `\${${variable}:-${port}}`;
}
