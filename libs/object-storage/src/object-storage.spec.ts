import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STAND_IN_CREDENTIALS, STAND_IN_REGION, StandInObjectStorage } from '#libs/stand-ins';
import { type CredentialsProvider, ObjectStorage, PRESIGNED_SECONDS } from './object-storage.ts';

const BUCKET = 'test-bucket';
const onAws = { bucket: BUCKET, region: STAND_IN_REGION, endpoint: undefined, publicEndpoint: undefined };

describe('the credentials', () => {
  const provide = jest.fn<ReturnType<CredentialsProvider>, []>();
  const storage = new ObjectStorage({ ...onAws, endpoint: 'http://127.0.0.1:1' }, provide);

  it('are asked for at boot, and no request asks for them again', async () => {
    provide.mockResolvedValue({ ...STAND_IN_CREDENTIALS, expiration: new Date(Date.now() + 3_600_000) });
    expect(provide).toHaveBeenCalledTimes(0);
    await storage.onModuleInit();
    expect(provide).toHaveBeenCalledTimes(1);
    const urls = await Promise.all(Array.from({ length: 5 }, (_, key) => storage.presignedUrl(`${key}.png`)));
    expect(new Set(urls).size).toBe(5);
    expect(provide).toHaveBeenCalledTimes(1);
  });

  it('stop the boot where they cannot be had', async () => {
    const broken = new ObjectStorage(onAws, () => Promise.reject(new Error('no credentials here')));
    await expect(broken.onModuleInit()).rejects.toThrow('no credentials here');
  });
});

describe('a presigned address', () => {
  const credentials = () => Promise.resolve(STAND_IN_CREDENTIALS);

  it('is that of AWS where no other endpoint is set', async () => {
    const storage = new ObjectStorage(onAws, credentials);
    const url = new URL(await storage.presignedUrl('a folder/a.png'));
    expect(url.origin).toBe('https://test-bucket.s3.eu-north-1.amazonaws.com');
    expect(url.pathname).toBe('/a%20folder/a.png');
  });

  it('works for five minutes and asks for no checksum', async () => {
    const storage = new ObjectStorage(onAws, credentials);
    const { searchParams } = new URL(await storage.presignedUrl('a.png'));
    expect(searchParams.get('X-Amz-Expires')).toBe(String(PRESIGNED_SECONDS));
    expect([...searchParams.keys()].join()).not.toMatch(/checksum/i);
  });
});

describe('where the outside has another address', () => {
  const provide = jest.fn<ReturnType<CredentialsProvider>, []>(() => Promise.resolve(STAND_IN_CREDENTIALS));
  const endpoints = { endpoint: 'http://storage:9010', publicEndpoint: 'http://127.0.0.1:9010' };
  const storage = new ObjectStorage({ ...onAws, ...endpoints }, provide);

  it('presigned addresses are those of the outside, and the credentials are asked for once', async () => {
    await storage.onModuleInit();
    const url = new URL(await storage.presignedUrl('a.png'));
    expect([url.origin, url.pathname]).toEqual(['http://127.0.0.1:9010', `/${BUCKET}/a.png`]);
    expect(provide).toHaveBeenCalledTimes(1);
  });
});

describe('an object', () => {
  let directory: string;
  let server: StandInObjectStorage;
  let storage: ObjectStorage;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'qred-test-'));
    server = await StandInObjectStorage.start({ directory, port: 0, buckets: [BUCKET] });
    const config = { ...onAws, endpoint: server.url };
    storage = new ObjectStorage(config, () => Promise.resolve(STAND_IN_CREDENTIALS));
  });

  afterAll(async () => {
    storage.onApplicationShutdown();
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  it('is there once it is put, with its type', async () => {
    expect(await storage.has('a/b.txt')).toBe(false);
    await storage.put('a/b.txt', Buffer.from('hello'), 'text/plain');
    expect(await storage.has('a/b.txt')).toBe(true);
    const response = await fetch(await storage.presignedUrl('a/b.txt'));
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.text()).toBe('hello');
  });

  it('is put through the address of the inside', async () => {
    const endpoints = { endpoint: server.url, publicEndpoint: 'http://127.0.0.1:1' };
    const inside = new ObjectStorage({ ...onAws, ...endpoints }, () => Promise.resolve(STAND_IN_CREDENTIALS));
    await inside.put('inside.txt', Buffer.from('hello'), 'text/plain');
    expect(await inside.has('inside.txt')).toBe(true);
    inside.close();
  });

  it('is not said to be missing where the storage does not answer', async () => {
    const config = { ...onAws, bucket: 'no-such-bucket', endpoint: 'http://127.0.0.1:1' };
    const lost = new ObjectStorage(config, () => Promise.resolve(STAND_IN_CREDENTIALS));
    await expect(lost.has('a/b.txt')).rejects.toThrow();
  });
});
