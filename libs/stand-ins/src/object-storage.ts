import { mkdirSync } from 'node:fs';
import type S3rver from 's3rver';
import type { Context } from 's3rver';
import { checkPresignedRequest } from './check-presigned-request.ts';

/** The only credentials that s3rver accepts. */
export const STAND_IN_CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } as const;
export const STAND_IN_REGION = 'eu-north-1';

/**
 * Allows pages of every origin to send and fetch objects. On AWS, a bucket allows only the origin of the stage's pages.
 */
const CROSS_ORIGIN = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader></CORSRule></CORSConfiguration>`;

/**
 * Object storage with the interface of S3. Like S3, it checks the expiry, the signature and the signed headers of
 * presigned requests. It doesn't check the signatures of other requests.
 */
export class StandInObjectStorage {
  private readonly server: S3rver;
  readonly url: string;

  private constructor(server: S3rver, url: string) {
    this.server = server;
    this.url = url;
  }

  static async start(options: {
    readonly directory: string;
    readonly host?: string;
    readonly port: number;
    readonly buckets: readonly string[];
  }): Promise<StandInObjectStorage> {
    const { directory, host = '127.0.0.1', port, buckets } = options;
    mkdirSync(directory, { recursive: true });
    // Imported on demand: most tests import this library, but few need the server's 120 modules.
    const { default: Server } = await import('s3rver');
    const server = new Server({
      directory,
      address: host,
      port,
      silent: true,
      // The path contains the bucket, so that callers can use any host name.
      vhostBuckets: false,
      configureBuckets: buckets.map((name) => ({ name, configs: [CROSS_ORIGIN] })),
    });
    server.middleware.unshift(async (context, next) => {
      const refusal = await findRefusal(server, context);
      if (!refusal) return next();
      const { status, code } = refusal;
      context.status = status;
      context.type = 'application/xml';
      context.set('access-control-allow-origin', '*');
      context.body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
    });
    const address = await server.run();
    return new StandInObjectStorage(server, `http://${host}:${address.port}`);
  }

  async stop(): Promise<void> {
    await this.server.close();
  }
}

interface Refusal {
  readonly status: number;
  readonly code: string;
}

/** Checks the signature, because s3rver doesn't. Also rejects a conditional write if the object already exists. */
async function findRefusal({ store }: S3rver, { req, path }: Context): Promise<Refusal | undefined> {
  const refusal = checkPresignedRequest(req, STAND_IN_CREDENTIALS.secretAccessKey);
  if (refusal || req.method !== 'PUT' || req.headers['if-none-match'] !== '*') return refusal;
  const [, bucket = '', ...key] = path.split('/').map(decodeURIComponent);
  return (await store.existsObject(bucket, key.join('/')))
    ? { status: 412, code: 'PreconditionFailed' }
    : undefined;
}
