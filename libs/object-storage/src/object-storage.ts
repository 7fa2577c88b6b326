import {
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { StorageConfig } from '#libs/runtime';

/** How long a presigned address works, in seconds. */
export const PRESIGNED_SECONDS = 300;

/** Gives the credentials to sign with; the client keeps them until they expire. */
export type CredentialsProvider = () => Promise<{
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}>;

/** The service's own bucket. */
export class ObjectStorage implements OnModuleInit, OnApplicationShutdown {
  private readonly client: S3Client;
  /** Signs for those who reach the object storage under another address. */
  private readonly signer: S3Client;
  private readonly bucket: string;

  /** Without `credentials`, they come from where AWS's own client looks for them. */
  constructor(config: StorageConfig, credentials?: CredentialsProvider) {
    const { bucket, region, endpoint, publicEndpoint } = config;
    this.bucket = bucket;
    this.client = createClient(region, endpoint, credentials);
    this.signer =
      publicEndpoint === undefined
        ? this.client
        : createClient(region, publicEndpoint, () => this.client.config.credentials());
  }

  /** Resolves the credentials at boot, so that no request waits for them. */
  async onModuleInit(): Promise<void> {
    await this.signer.config.credentials();
  }

  onApplicationShutdown(): void {
    this.close();
  }

  /** An address from which anybody can fetch the object for five minutes. Computed here; asks nobody. */
  presignedUrl(key: string): Promise<string> {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: key });
    return getSignedUrl(this.signer, command, { expiresIn: PRESIGNED_SECONDS });
  }

  /** Whether there is an object under the key. */
  async has(key: string): Promise<boolean> {
    try {
      await this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }));
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  async put(key: string, content: Uint8Array, contentType: string): Promise<void> {
    await this.client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: content, ContentType: contentType }),
    );
  }

  /** Closes the connections. */
  close(): void {
    this.client.destroy();
    this.signer.destroy();
  }
}

function createClient(
  region: string,
  endpoint: string | undefined,
  credentials: CredentialsProvider | undefined,
): S3Client {
  return new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // Otherwise every presigned address carries a checksum, or asks for one that nobody reads.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
