import { z } from 'zod';

/** How many services can share the load balancer. */
export const PORT_SLOTS = 250;

/** What there is to know of a service; everything around it is derived from this. */
const manifestSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be lower case words joined by hyphens'),
  purpose: z.string().min(1).describe('One sentence: what the service is responsible for'),
  port: z
    .int()
    .min(1024)
    .max(60_000)
    .describe("The business port; unique, for the load balancer's rule priority comes from it too"),
  calls: z.array(z.string()).default([]).describe('The services that it may call'),
  database: z.boolean().default(false).describe('Whether it has a PostgreSQL database'),
  bucket: z
    .enum(['read', 'read-write'])
    .optional()
    .describe('What it does, while it serves, with objects of its bucket; without it there is none'),
  default: z.boolean().default(false).describe('Whether /ping at the edge is its; true for one service'),
});

export type Manifest = Readonly<Omit<z.output<typeof manifestSchema>, '$schema'>>;

/** Reads a manifest. Throws an Error that names each fault. */
export function parseManifest(value: unknown): Manifest {
  const result = manifestSchema.safeParse(value);
  if (!result.success) throw new Error(`service.json is not valid:\n${z.prettifyError(result.error)}`);
  const { $schema, ...manifest } = result.data;
  return manifest;
}

/** The port of /live and /ready, apart from business traffic. */
export function healthPort({ port }: Pick<Manifest, 'port'>): number {
  return port + 1000;
}

/** The load balancer's slot of a service: its rules have priorities that no other service's can have. */
export function portSlot({ port }: Pick<Manifest, 'port'>): number {
  return port % PORT_SLOTS;
}

/** The title and description of a service, for its documents. */
export function describe({ name, purpose }: Manifest): { title: string; description: string } {
  return { title: `Qred ${name} API`, description: purpose };
}
