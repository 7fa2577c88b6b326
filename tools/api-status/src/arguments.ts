import { parseArgs } from 'node:util';

export interface StatusOptions {
  readonly stage: string;
  readonly json: boolean;
  /** A file of deployment records; without it they are in GitHub Deployments, where the environment says. */
  readonly records?: string | undefined;
}

/** Reads the command line. Throws an Error that says how to write it. */
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
