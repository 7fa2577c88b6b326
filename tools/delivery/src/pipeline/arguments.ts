const SHA = /^[0-9a-f]{40}$/;

/** Returns a required command line option. Throws an Error that names it if it is missing. */
export function need(values: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = values[name];
  if (!value) throw new Error(`Say --${name}`);
  return value;
}

/** Throws an Error unless it is the full sha of a commit. */
export function fullSha(text: string): string {
  if (!SHA.test(text)) throw new Error(`${text} is not the full sha of a commit: 40 hex digits`);
  return text;
}

/** Throws an Error that lists the services if this is none of them. */
export function existing(services: readonly string[], service: string): string {
  if (services.includes(service)) return service;
  throw new Error(`There is no service ${service}; there are ${services.join(', ')}`);
}

/** Returns a required environment variable. Throws an Error that names it if it is missing. */
export function needVariable(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (!value) throw new Error(`Set ${name}`);
  return value;
}
