type Condition = 'service_healthy' | 'service_completed_successfully';

export type Dependencies = Readonly<Record<string, { readonly condition: Condition }>>;

/**
 * Names the base images by tag, so that Docker can build from local copies without a registry. The pipeline's
 * Dockerfile pins the images by digest.
 */
export const BASE_IMAGES = {
  BUILD_NODE: 'node:24-bookworm-slim',
  NODE: 'node:24-bookworm-slim',
  BASE: 'debian:bookworm-slim',
};

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

/** As on ECS, a container can write only to its volumes, and can't gain privileges. */
export const HARDENED = {
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
} as const;

/**
 * The memory limit restricts a memory leak to one container. Docker rejects more CPUs than the machine has.
 */
const LIMITS = { mem_limit: '512m', cpus: 1, pids_limit: 256 } as const;

/** Our containers run Node. Node needs an init process, which handles signals and orphans. */
const OURS = { init: true, ...HARDENED, ...LIMITS } as const;

export const LONG_RUNNING = { restart: 'unless-stopped' } as const;

export const OUR_SERVER = { ...LONG_RUNNING, ...OURS } as const;

/** `docker compose up` reports a failed task and can run it again. */
export const OUR_TASK = { restart: 'no', ...OURS } as const;

export function whenHealthy(...names: readonly string[]): Dependencies {
  return Object.fromEntries(names.map((name) => [name, { condition: 'service_healthy' }]));
}

export function whenFinished(...names: readonly string[]): Dependencies {
  return Object.fromEntries(names.map((name) => [name, { condition: 'service_completed_successfully' }]));
}

/**
 * Failed checks do not count during the start period. The start period is longer than the time that a service
 * waits for its dependencies. On a busy machine, Node alone can take many seconds to start.
 */
export function healthCheck(command: readonly string[], interval = '5s'): object {
  return { test: ['CMD', ...command], interval, timeout: '20s', retries: 5, start_period: '120s' };
}

/** Probes a container from inside with Node, the only program in the container. */
export function httpCheck(port: number, path: string, wanted: 'any response' | 'success'): object {
  const healthy =
    wanted === 'any response' ? '() => process.exit(0)' : '({ ok }) => process.exit(ok ? 0 : 1)';
  const script = `fetch('http://127.0.0.1:${port}${path}').then(${healthy}, () => process.exit(1))`;
  return healthCheck(['node', '-e', script]);
}

/** `variable` is the environment variable that `npm start` also reads. Only this machine can reach the port. */
export function published(variable: string, port: number): string {
  return `127.0.0.1:${hostPort(variable, port)}:${port}`;
}

export function hostPort(variable: string, port: number): string {
  return `\${${variable}:-${port}}`;
}
