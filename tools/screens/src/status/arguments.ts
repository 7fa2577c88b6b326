import { parseArgs } from 'node:util';

export interface StatusOptions {
  readonly stage: string;
  readonly json: boolean;
  /** A file of deployment records. By default they come from GitHub Deployments, as the environment defines. */
  readonly records?: string | undefined;
}

/** Parses the command line. Throws an Error with the usage. */
export function parseStatusArguments(args: readonly string[]): StatusOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      stage: { type: 'string', default: 'production' },
      records: { type: 'string' },
    },
  });
  return values;
}
