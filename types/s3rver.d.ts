declare module 's3rver' {
  import type { IncomingMessage } from 'node:http';

  interface S3rverOptions {
    directory: string;
    address: string;
    port: number;
    silent: boolean;
    vhostBuckets: boolean;
    configureBuckets: { name: string; configs: (string | Buffer)[] }[];
  }

  interface Context {
    readonly req: IncomingMessage;
    readonly path: string;
    status: number;
    type: string;
    body: unknown;
    set(name: string, value: string): void;
  }

  export default class S3rver {
    /** Koa's middlewares, in the order in which they run. */
    readonly middleware: ((context: Context, next: () => Promise<void>) => Promise<void>)[];
    readonly store: { existsObject(bucket: string, key: string): Promise<boolean> };
    constructor(options: S3rverOptions);
    run(): Promise<{ address: string; port: number }>;
    close(): Promise<void>;
  }
}
