import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { findContract } from '#libs/contract-catalog';
import { BoundedServer, SecureServer } from '#libs/http-server';
import { CertificateAuthority } from '#libs/service-certificates';
import { Mock } from '../mock/mock.ts';

/** The name in the certificate. The load balancer doesn't check the name. */
const NAME = 'mock';

export interface StageMockParts {
  readonly modules: Readonly<Record<string, unknown>>;
  /** The service that responds to `/ping`, the path of the health check. */
  readonly defaultService: string;
}

const environmentSchema = z.object({
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().positive(),
  /** Whether the load balancer connects to the mock with TLS. */
  TLS: z.enum(['on', 'off']),
});

/** Throws an Error if an environment variable is missing or invalid. */
export async function startStageMock(
  { modules, defaultService }: StageMockParts,
  environment: NodeJS.ProcessEnv,
): Promise<Mock> {
  const { HOST, PORT, TLS } = environmentSchema.parse(environment);
  return Mock.start({
    host: HOST,
    port: PORT,
    contracts: Object.entries(modules).map(([service, module]) => findContract(service, module)),
    defaultService,
    server: TLS === 'on' ? await createSecureServer() : new BoundedServer(),
  });
}

/** No caller verifies the certificate. So the secret is random, and nobody renews the certificate. */
async function createSecureServer(): Promise<SecureServer> {
  const authority = await CertificateAuthority.from(randomBytes(32).toString('hex'));
  return new SecureServer(await authority.issue(NAME));
}
