import type { ServiceConfig } from '#libs/configuration';

export const TRUST = Symbol('trust');

/** Root certificates (PEM) that verify the certificates of callees. Empty if services don't use TLS. */
export type Trust = readonly string[];

export async function trustOf({ tlsSecrets }: ServiceConfig): Promise<Trust> {
  if (tlsSecrets.length === 0) return [];
  const { CertificateAuthority } = await import('#libs/service-certificates');
  return Promise.all(
    tlsSecrets.map(async (secret) => (await CertificateAuthority.from(secret)).certificate()),
  );
}
