import { parseArgs } from 'node:util';
import { type StageName, stages } from '#infra';

export const USAGE = `Usage: npm run logs -- REQUEST_ID [--compose | --stage dev|production [--since 3h] [--region R]]

Prints a request's log lines of all services, in the order in which they were written.

The request id is in the X-Request-Id header of every response, and in request_id of every error.

  (no option)     reads .local/logs, which npm start writes; --folder reads another folder
  --compose       reads the containers of docker compose up
  --stage STAGE   reads CloudWatch with the AWS credentials of the shell
  --since 3h      how far back CloudWatch is searched, in m, h or d (default 3h)
  --region R      the region of the stage (default eu-north-1)`;

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export type LogSource =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'compose' }
  | {
      readonly kind: 'cloudwatch';
      readonly stage: StageName;
      readonly sinceMs: number;
      readonly region: string;
    };

export interface LogRequest {
  readonly requestId: string;
  readonly source: LogSource;
}

/** Parses the command line. Undefined for --help. Throws an Error with the usage. */
export function readLogArguments(args: readonly string[]): LogRequest | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      compose: { type: 'boolean', default: false },
      folder: { type: 'string', default: '.local/logs' },
      help: { type: 'boolean', default: false },
      region: { type: 'string', default: 'eu-north-1' },
      since: { type: 'string', default: '3h' },
      stage: { type: 'string' },
    },
  });
  if (values.help) return undefined;
  const [requestId, ...more] = positionals;
  if (requestId === undefined || more.length > 0) throw new Error(`Give one request id.\n\n${USAGE}`);
  return { requestId, source: sourceOf(values) };
}

interface Options {
  readonly compose: boolean;
  readonly folder: string;
  readonly region: string;
  readonly since: string;
  readonly stage?: string;
}

function sourceOf({ compose, folder, region, since, stage }: Options): LogSource {
  if (compose) return { kind: 'compose' };
  if (stage === undefined) return { kind: 'folder', folder };
  const name = Object.values(stages).find((known) => known.name === stage)?.name;
  if (!name) throw new Error(`There is no stage ${stage}. Use ${Object.keys(stages).join(' or ')}.`);
  return { kind: 'cloudwatch', stage: name, sinceMs: parsePeriod(since), region };
}

function parsePeriod(text: string): number {
  const { amount, unit } = /^(?<amount>[1-9]\d{0,3})(?<unit>[mhd])$/.exec(text)?.groups ?? {};
  if (unit !== 'm' && unit !== 'h' && unit !== 'd')
    throw new Error(`--since ${text} is not a period. Write 30m, 3h or 2d.`);
  return Number(amount) * UNIT_MS[unit];
}
