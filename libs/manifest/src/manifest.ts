import { z } from 'zod';

/** The prefix of files that apps send. A service that handles requests may create only objects with this prefix. */
export const UPLOADS_FOLDER = 'uploads/';

/** The number of services that can share the load balancer. */
export const PORT_SLOTS = 250;

const percentage = z.number().min(90).max(99.99);

/** Measured at the load balancer over 30 days. */
const sloSchema = z
  .strictObject({
    available: percentage.default(99.9).describe('Percentage of requests that do not fail'),
    fast: percentage.default(99).describe('Percentage of responses within `fastMs`'),
    fastMs: z.int().positive().default(500).describe('What counts as fast (ms)'),
  })
  .prefault({});

const manifestSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be lower case words joined by hyphens'),
  purpose: z.string().min(1).describe('One sentence: what the service is responsible for'),
  owner: z
    .string()
    .regex(/^@[\w-]+\/[\w-]+$/, 'must be a GitHub team such as @qred/cards')
    .describe('The GitHub team that reviews its changes and answers its alarms'),
  port: z
    .int()
    .min(1024)
    .max(60_000)
    .describe(
      "The business port. It is unique, because the load balancer's rule priority is derived from it.",
    ),
  calls: z.array(z.string()).default([]).describe('The services that it calls'),
  database: z.boolean().default(false).describe('Whether it has a PostgreSQL database'),
  bucket: z
    .enum(['read', 'read-write'])
    .optional()
    .describe(
      'How it uses its bucket while it serves: it reads all objects, and with read-write apps can send files to `uploads/`. A service without this has no bucket.',
    ),
  slo: sloSchema.describe('Its service level objectives, which alarms watch'),
  default: z
    .boolean()
    .default(false)
    .describe('Whether it serves /ping at the edge. True for exactly one service.'),
});

export type Manifest = Readonly<Omit<z.output<typeof manifestSchema>, '$schema'>>;

/** Throws an Error that lists all mistakes. */
export function parseManifest(value: unknown): Manifest {
  const result = manifestSchema.safeParse(value);
  if (!result.success) throw new Error(`service.json is not valid:\n${z.prettifyError(result.error)}`);
  const { $schema, ...manifest } = result.data;
  return manifest;
}

/** Health checks have a separate port, so they pass during overload. */
export function healthPort({ port }: Pick<Manifest, 'port'>): number {
  return port + 1000;
}

/** Each service has its own slot, so the listener rules of two services never have the same priority. */
export function portSlot({ port }: Pick<Manifest, 'port'>): number {
  return port % PORT_SLOTS;
}

export function describe({ name, purpose }: Manifest): { title: string; description: string } {
  return { title: `Qred ${name} API`, description: purpose };
}
