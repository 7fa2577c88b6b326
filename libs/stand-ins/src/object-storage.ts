import { mkdirSync } from 'node:fs';
import type S3rver from 's3rver';

/** The only credentials that s3rver accepts. */
export const STAND_IN_CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } as const;
export const STAND_IN_REGION = 'eu-north-1';

/** Object storage with the interface of S3. It checks the expiry of presigned URLs, not their signature. */
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
    // Most tests import this library, and few of them need the server's 120 modules.
    const { default: Server } = await import('s3rver');
    const server = new Server({
      directory,
      address: host,
      port,
      silent: true,
      // Buckets are in the path, so that every host name reaches the storage.
      vhostBuckets: false,
      configureBuckets: buckets.map((name) => ({ name, configs: [] })),
    });
    const address = await server.run();
    return new StandInObjectStorage(server, `http://${host}:${address.port}`);
  }

  async stop(): Promise<void> {
    await this.server.close();
  }
}
