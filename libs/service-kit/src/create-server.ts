import type { ServiceConfig } from '#libs/configuration';
import { BoundedServer } from '#libs/http-server';

/** The server renews its certificate after this time (ms). Each certificate is valid for seven days. */
const RENEWAL_MS = 86_400_000;

/** The server uses TLS if the stage has a TLS secret. */
export async function createServer({
  manifest,
  tlsSecrets: [secret],
}: ServiceConfig): Promise<BoundedServer> {
  if (secret === undefined) return new BoundedServer();
  const [{ CertificateAuthority }, { SecureServer }] = await Promise.all([
    import('#libs/service-certificates'),
    import('#libs/http-server'),
  ]);
  const authority = await CertificateAuthority.from(secret);
  const server = new SecureServer(await authority.issue(manifest.name));
  const renewal = setInterval(() => {
    void authority.issue(manifest.name).then((credentials) => server.renew(credentials));
  }, RENEWAL_MS).unref();
  server.once('close', () => clearInterval(renewal));
  return server;
}
