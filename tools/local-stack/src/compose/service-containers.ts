import { type Manifest, healthPort } from '#libs/manifest';
import { JWKS_PATH } from '#libs/stand-ins';
import { serviceEnvironment } from '../config/service-environment.ts';
import {
  CONTAINERS,
  EVERY_ADDRESS,
  TASKS,
  browserUrls,
  issuerUrl,
  serviceUrl,
  storageUrl,
} from './container-network.ts';
import {
  BASE_IMAGES,
  type Container,
  type Dependencies,
  OUR_SERVER,
  OUR_TASK,
  httpCheck,
  whenFinished,
  whenHealthy,
} from './container.ts';
import { databaseUrlFile } from './secret-files.ts';
import { mountSecrets } from './stand-in-containers.ts';

/** This time is longer than a service needs to stop. */
const STOP_GRACE = '15s';

/** If the service has a database, a second container migrates and seeds the database first. */
export function serviceContainers(
  manifest: Manifest,
  manifests: readonly Manifest[],
): Record<string, Container> {
  const migration = `${manifest.name}-migrate`;
  const base: Container = {
    build: { context: '.', args: { SERVICE: manifest.name, ...BASE_IMAGES } },
    environment: environmentOf(manifest, manifests),
    ...(manifest.database && { volumes: [mountSecrets(manifest)] }),
  };
  const storage: Dependencies = manifest.bucket ? whenHealthy(CONTAINERS.storage) : {};
  const migrate: Container = {
    ...base,
    command: ['migrate', 'seed'],
    depends_on: { ...whenFinished(TASKS.databases), ...storage },
    ...OUR_TASK,
  };
  const serve: Container = {
    ...base,
    depends_on: { ...(manifest.database && whenFinished(migration)), ...storage },
    healthcheck: httpCheck(healthPort(manifest), '/ready', 'success'),
    stop_grace_period: STOP_GRACE,
    ...OUR_SERVER,
  };
  return { ...(manifest.database && { [migration]: migrate }), [manifest.name]: serve };
}

function environmentOf(manifest: Manifest, manifests: readonly Manifest[]): Record<string, string> {
  const urls = browserUrls();
  return serviceEnvironment(manifest, {
    host: EVERY_ADDRESS,
    ports: { business: manifest.port, health: healthPort(manifest) },
    issuer: { url: urls.issuer, jwksUrl: `${issuerUrl()}${JWKS_PATH}` },
    storage: { url: storageUrl(), publicUrl: urls.storage },
    database: { DATABASE_URL_FILE: databaseUrlFile(manifest) },
    addressOf: (name) => serviceUrl(name, manifests),
  });
}
