import { JWKS_PATH } from '#libs/stand-ins';
import {
  CONTAINERS,
  type ContainerProgram,
  STORAGE_DIRECTORY,
  TASKS,
  browserUrls,
  containerPorts,
} from './container-network.ts';
import {
  BASE_IMAGES,
  type Container,
  HARDENED,
  LONG_RUNNING,
  OUR_SERVER,
  OUR_TASK,
  healthCheck,
  hostPort,
  httpCheck,
  published,
  whenFinished,
  whenHealthy,
} from './container.ts';
import { POSTGRES_PASSWORD_FILE, secretsDirectory } from './secret-files.ts';

/** Builds the images of containers that run our code but are not services. */
const DOCKERFILE = 'tools/local-stack/Dockerfile';

type Named = { readonly name: string };

const { edge, issuer, storage } = containerPorts([]);
const asPostgres = { name: CONTAINERS.postgres };

export const POSTGRES = {
  image: 'postgres:18',
  environment: { POSTGRES_INITDB_ARGS: '--encoding=UTF8 --locale=C.UTF-8' },
} as const;

export function secretsVolume({ name }: Named): string {
  return `secrets-${name}`;
}

export function mountSecrets(of: Named, mode: 'ro' | 'rw' = 'ro'): string {
  return `${secretsVolume(of)}:${secretsDirectory(of)}:${mode}`;
}

/**
 * Creates the secrets of PostgreSQL and of the services once. Root owns new volumes, so the container runs as
 * root.
 */
export function secretsContainer(services: readonly Named[]): Container {
  return {
    ...tool(TASKS.secrets),
    user: 'root',
    network_mode: 'none',
    volumes: [asPostgres, ...services].map((of) => mountSecrets(of, 'rw')),
    ...OUR_TASK,
  };
}

/** The PostgreSQL image reads the password from an environment variable. */
export function postgresContainer(): Container {
  const start = `export POSTGRES_PASSWORD="$$(cat ${POSTGRES_PASSWORD_FILE})"; exec docker-entrypoint.sh postgres`;
  return {
    image: POSTGRES.image,
    entrypoint: ['sh', '-c', start],
    environment: POSTGRES.environment,
    volumes: ['postgres:/var/lib/postgresql', mountSecrets(asPostgres)],
    depends_on: whenFinished(TASKS.secrets),
    healthcheck: healthCheck(['pg_isready', '-h', '127.0.0.1', '-U', 'postgres'], '1s'),
    // Without an init process, PostgreSQL is the first process. PostgreSQL then restarts when an orphaned
    // process of a health check is killed.
    init: true,
    ...LONG_RUNNING,
    // SIGINT is PostgreSQL's fast shutdown. After SIGTERM, PostgreSQL waits until every client disconnects.
    stop_signal: 'SIGINT',
    stop_grace_period: '30s',
    mem_limit: '1g',
    cpus: 1,
    shm_size: '128m',
    ...HARDENED,
    tmpfs: ['/tmp', '/var/run/postgresql'],
    // The init process runs as root, and PostgreSQL runs as another user. With the capability KILL, the init
    // process can forward the stop signal.
    cap_add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'SETGID', 'SETUID'],
  };
}

/** Creates a database for each service, and a user with access to only that database. */
export function databasesContainer(services: readonly Named[]): Container {
  return {
    ...tool(TASKS.databases),
    volumes: [asPostgres, ...services].map((of) => mountSecrets(of)),
    depends_on: whenHealthy(CONTAINERS.postgres),
    ...OUR_TASK,
  };
}

export function objectStorageContainer(): Container {
  return {
    ...tool(CONTAINERS.storage),
    ports: [published('STORAGE_PORT', storage)],
    volumes: [`object-storage:${STORAGE_DIRECTORY}`],
    healthcheck: httpCheck(storage, '/', 'any response'),
    ...OUR_SERVER,
  };
}

export function issuerContainer(): Container {
  return {
    ...tool(CONTAINERS.issuer),
    environment: { ISSUER_URL: browserUrls().issuer, EDGE_PORT: hostPort('EDGE_PORT', edge) },
    ports: [published('ISSUER_PORT', issuer)],
    healthcheck: httpCheck(issuer, JWKS_PATH, 'success'),
    ...OUR_SERVER,
  };
}

/** The edge starts last. When the edge responds, all other containers are ready. */
export function edgeContainer(services: readonly Named[]): Container {
  return {
    ...tool(CONTAINERS.edge),
    environment: { ISSUER_URL: browserUrls().issuer, STORAGE_URL: browserUrls().storage },
    ports: [published('EDGE_PORT', edge)],
    depends_on: whenHealthy(CONTAINERS.issuer, ...services.map(({ name }) => name)),
    healthcheck: httpCheck(edge, '/ping', 'any response'),
    ...OUR_SERVER,
  };
}

function tool(program: ContainerProgram): Container {
  return {
    build: { context: '.', dockerfile: DOCKERFILE, args: { BUILD_NODE: BASE_IMAGES.BUILD_NODE } },
    command: ['node', 'tools/local-stack/src/compose/container.main.ts', program],
  };
}
