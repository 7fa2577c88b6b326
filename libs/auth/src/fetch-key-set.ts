import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';

export type KeySet = ReadonlyMap<string, CryptoKey>;

/** In bytes. Ten keys have about 20 kB. With certificates, the key set is a few times larger. */
const MAX_BYTES = 128 * 1024;
const MIN_MODULUS_BITS = 2_048;

const keySetSchema = z.object({ keys: z.array(z.unknown()) });

const signingKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string(),
  e: z.string(),
  alg: z.literal('RS256').optional(),
  use: z.literal('sig').optional(),
  key_ops: z
    .array(z.string())
    .refine((operations) => operations.includes('verify'))
    .optional(),
});

/**
 * Returns the issuer's RS256 signing keys by key id. Ignores keys for other purposes (RFC 7517, section 5). Follows
 * no redirect. Throws if the response is not a key set or has no key for RS256.
 */
export async function fetchKeySet(url: string, signal: AbortSignal): Promise<KeySet> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'manual',
    signal,
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`The issuer responded with ${response.status} instead of its keys`);
  }
  const { keys } = keySetSchema.parse(JSON.parse(await readText(response.body ?? [])));
  const imported = await Promise.all(keys.map(importSigningKey));
  const found = new Map(imported.filter((entry) => entry !== undefined));
  if (found.size === 0) throw new Error('The key set of the issuer has no key for RS256');
  return found;
}

async function readText(body: AsyncIterable<Uint8Array> | Uint8Array[]): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new Error(`The key set of the issuer is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function importSigningKey(jwk: unknown): Promise<[string, CryptoKey] | undefined> {
  const { data } = signingKey.safeParse(jwk);
  if (!data) return undefined;
  const { kid, kty, n, e } = data;
  const key = await importJWK({ kty, n, e }, 'RS256').catch(() => undefined);
  if (key === undefined || key instanceof Uint8Array) return undefined;
  return modulusBits(key) >= MIN_MODULUS_BITS ? [kid, key] : undefined;
}

function modulusBits({ algorithm }: CryptoKey): number {
  return 'modulusLength' in algorithm && typeof algorithm.modulusLength === 'number'
    ? algorithm.modulusLength
    : 0;
}
