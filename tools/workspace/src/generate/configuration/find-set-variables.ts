import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { taskVariables } from '#infra';
import { healthPort } from '#libs/manifest';
import { renderComposeFile, serviceEnvironment } from '#tools/local-stack';
import type { Workspace } from '../generator.ts';

const compose = z.object({
  services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.string()).default({}) })),
});

/** The names of the variables, by the place that sets them. */
export type SetBy = ReadonlyMap<string, ReadonlySet<string>>;

/** Finds which variables the image, `npm start`, Compose and the AWS tasks set for services. */
export async function findSetVariables({ root, manifests }: Workspace): Promise<SetBy> {
  const { services } = compose.parse(parse(renderComposeFile(manifests)));
  const url = 'http://example.com';
  const start = manifests.flatMap((manifest) =>
    Object.keys(
      serviceEnvironment(manifest, {
        host: '127.0.0.1',
        ports: { business: manifest.port, health: healthPort(manifest) },
        issuer: { url, jwksUrl: url },
        storage: { url },
        database: { DATABASE_URL: url },
        addressOf: () => url,
      }),
    ),
  );
  const inCompose = manifests.flatMap(({ name }) => Object.keys(services[name]?.environment ?? {}));
  return new Map([
    ['image', imageVariables(await readFile(join(root, 'Dockerfile'), 'utf8'))],
    ['`npm start`', new Set(start)],
    ['Compose', new Set(inCompose.map((name) => name.replace(/_FILE$/, '')))],
    ['AWS', await taskVariables(root)],
  ]);
}

export function assertAllAreRead(setBy: SetBy, read: ReadonlySet<string>): void {
  const faults = [...setBy].flatMap(([place, names]) =>
    [...names].filter((name) => !read.has(name)).map((name) => `${name} (${place})`),
  );
  if (faults.length === 0) return;
  throw new Error(
    `No service reads ${faults.join(', ')}. Remove the variable, or add it to its schema in libs/configuration.`,
  );
}

function imageVariables(dockerfile: string): Set<string> {
  const lines = [...dockerfile.matchAll(/^ENV (.+)$/gm)].map(([, line = '']) => line);
  return new Set(lines.flatMap((line) => [...line.matchAll(/(\w+)=/g)].map(([, name = '']) => name)));
}
