import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Secrets {
  readonly postgres: string;
  readonly databases: Readonly<Record<string, string>>;
}

/**
 * Returns the passwords of a local stack. The first start creates the passwords and stores them beside the
 * data.
 */
export function localSecrets(file: string, services: readonly string[]): Secrets {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : undefined;
  const secrets: Secrets = {
    postgres: known?.postgres ?? password(),
    databases: Object.fromEntries(services.map((name) => [name, known?.databases[name] ?? password()])),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

/** The characters need no escaping in a URL. */
export function password(): string {
  return randomBytes(18).toString('base64url');
}
