import type { S3Client } from '@aws-sdk/client-s3';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { type StorageConfig, timePolicy } from '#libs/configuration';
import type { UploadAddress } from '#contracts/vocabulary';
import { UPLOADS_FOLDER } from '#libs/manifest';
import type { CredentialsProvider } from './credentials-provider.ts';
import { type AnnouncedFile, Presigner } from './presigner.ts';

export class ObjectStorage implements OnModuleInit, OnApplicationShutdown {
  private readonly presigner: Presigner;
  private client: Promise<S3Client> | undefined;

  /** The default is the AWS provider chain (environment, container, …). */
  constructor(
    private readonly config: StorageConfig,
    private readonly credentials: CredentialsProvider = defaultProvider(),
  ) {
    this.presigner = new Presigner(config, credentials);
  }

  /** Gets the credentials at startup, so that no request waits for credentials. */
  async onModuleInit(): Promise<void> {
    await this.credentials();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Anyone can fetch the object from this URL for at least four minutes. Signing sends no request. */
  presignedUrl(key: string): Promise<string> {
    return this.presigner.presignedUrl(key);
  }

  /**
   * Returns where an app can send the object within five minutes. The store accepts only the announced media type and
   * size, and never replaces an object. Throws an Error unless the manifest declares `"bucket": "read-write"` and the
   * key is under `uploads/`.
   */
  presignedUpload(key: string, file: AnnouncedFile): Promise<UploadAddress> {
    if (!this.config.takesFiles)
      throw new Error('To take files, the service needs "bucket": "read-write" in service.json');
    if (!key.startsWith(UPLOADS_FOLDER))
      throw new Error(`The key ${key} does not start with ${UPLOADS_FOLDER}`);
    return this.presigner.presignedUpload(key, file);
  }

  /** Returns null if the object has not arrived yet. */
  async presignedUrlIfStored(key: string): Promise<string | null> {
    return (await this.has(key)) ? this.presignedUrl(key) : null;
  }

  async has(key: string): Promise<boolean> {
    const { HeadObjectCommand, NotFound } = await import('@aws-sdk/client-s3');
    const client = await this.connected();
    try {
      const command = new HeadObjectCommand({ Bucket: this.config.bucket, Key: key });
      await client.send(command, { requestTimeout: timePolicy.storageMs });
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  async put(key: string, content: Uint8Array, contentType: string): Promise<void> {
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const client = await this.connected();
    await client.send(
      new PutObjectCommand({ Bucket: this.config.bucket, Key: key, Body: content, ContentType: contentType }),
    );
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    const client = await this.client;
    client?.destroy();
  }

  private connected(): Promise<S3Client> {
    return (this.client ??= createClient(this.config, this.credentials));
  }
}

/** Loads the client on first use, because a service that only presigns never needs the client. */
async function createClient(
  { region, endpoint }: StorageConfig,
  credentials: CredentialsProvider,
): Promise<S3Client> {
  const { S3Client: Client } = await import('@aws-sdk/client-s3');
  return new Client({
    region,
    credentials,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    requestHandler: { connectionTimeout: timePolicy.storageMs, throwOnRequestTimeout: true },
  });
}
