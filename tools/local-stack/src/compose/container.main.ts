import { z } from 'zod';
import { exitWith } from '#libs/command-line';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests, pageOrigins } from '#libs/manifest';
import { StandInObjectStorage, createDatabase } from '#libs/stand-ins';
import { runUntilStopped } from '../cli/run-until-stopped.ts';
import { workspaceRoot } from '../config/workspace-root.ts';
import { bucketsOf } from '../config/service-environment.ts';
import { Edge } from '../edge/edge.ts';
import { Issuer } from '../issuer/issuer.ts';
import { WEB_CLIENT } from '../issuer/create-provider.ts';
import { Pages, pagesFolder } from '../pages/pages.ts';
import {
  type ContainerProgram,
  EVERY_ADDRESS,
  STORAGE_DIRECTORY,
  accountUrl,
  containerPorts,
  serviceUrl,
} from './container-network.ts';
import { adminUrl, databasePassword, writeSecretFiles } from './secret-files.ts';

const manifests = loadManifests(workspaceRoot);
const ports = containerPorts(manifests);
const host = EVERY_ADDRESS;
const variables = z
  .object({
    ISSUER_URL: z.string().default(''),
    STORAGE_URL: z.string().default(''),
    EDGE_PORT: z.coerce.number().default(ports.edge),
  })
  .parse(process.env);

/** A task resolves to undefined. A server resolves to an object that stops the server. */
const programs: Record<ContainerProgram, () => Promise<{ stop(): Promise<void> } | undefined>> = {
  secrets: () => {
    console.log(`New secrets: ${writeSecretFiles(manifests).join(', ') || 'none'}`);
    return Promise.resolve(undefined);
  },
  databases: async () => {
    for (const { name } of manifests.filter(({ database }) => database)) {
      await createDatabase(adminUrl(), name, databasePassword({ name }));
      console.log(`${name} has a database`);
    }
    return undefined;
  },
  'object-storage': () =>
    StandInObjectStorage.start({
      directory: STORAGE_DIRECTORY,
      host,
      port: ports.storage,
      buckets: bucketsOf(manifests),
    }),
  issuer: () =>
    Issuer.start({
      host,
      port: ports.issuer,
      name: variables.ISSUER_URL,
      accountUrl: accountUrl(manifests),
      pageOrigins: pageOrigins(variables.EDGE_PORT),
    }),
  edge: async () =>
    Edge.start({
      host,
      port: ports.edge,
      contracts: await loadContracts(manifests),
      addresses: Object.fromEntries(manifests.map(({ name }) => [name, serviceUrl(name, manifests)])),
      defaultService: defaultService(manifests).name,
      pages: new Pages({
        folder: pagesFolder(workspaceRoot),
        settings: { issuer: variables.ISSUER_URL, client: WEB_CLIENT },
        connectsTo: [variables.ISSUER_URL],
        showsImagesFrom: [variables.STORAGE_URL],
      }),
    }),
};

const [, , name = ''] = process.argv;
const [, start] = Object.entries(programs).find(([program]) => program === name) ?? [];
if (!start) exitWith(new Error(`Name one of ${Object.keys(programs).join(', ')}.`));
const server = await start();
if (server) {
  runUntilStopped(() => server.stop());
  console.log(`${name} is up`);
}
