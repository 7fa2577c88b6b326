import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timePolicy } from '#libs/configuration';
import { infrastructureFault } from '#libs/runtime';
import { STAND_IN_CREDENTIALS, STAND_IN_REGION, StandInObjectStorage } from '#libs/stand-ins';
import { ObjectStorage } from './object-storage.ts';
import { PRESIGNED_SECONDS } from './presigner.ts';

const BUCKET = 'test-bucket';
const onAws = {
  bucket: BUCKET,
  region: STAND_IN_REGION,
  endpoint: undefined,
  publicEndpoint: undefined,
  takesFiles: true,
};

const credentials = () => Promise.resolve(STAND_IN_CREDENTIALS);

describe('the credentials', () => {
  const before = { ...process.env };

  afterEach(() => {
    process.env = { ...before };
  });

  it('are resolved once, at startup', async () => {
    process.env.AWS_ACCESS_KEY_ID = STAND_IN_CREDENTIALS.accessKeyId;
    process.env.AWS_SECRET_ACCESS_KEY = STAND_IN_CREDENTIALS.secretAccessKey;
    const storage = new ObjectStorage(onAws);
    await storage.onModuleInit();
    process.env = { PATH: before.PATH };
    const urls = await Promise.all(Array.from({ length: 5 }, (_, key) => storage.presignedUrl(`${key}.png`)));
    expect(new Set(urls).size).toBe(5);
  });

  it('make the startup fail if they are missing', async () => {
    const broken = new ObjectStorage(onAws, () => Promise.reject(new Error('no credentials here')));
    await expect(broken.onModuleInit()).rejects.toThrow('no credentials here');
  });
});

describe('a presigned URL', () => {
  it('has the host of AWS if no endpoint is set', async () => {
    const url = new URL(await new ObjectStorage(onAws, credentials).presignedUrl("a folder/å+(b)'.png"));
    expect(url.origin).toBe('https://test-bucket.s3.eu-north-1.amazonaws.com');
    expect(url.pathname).toBe('/a%20folder/%C3%A5%2B%28b%29%27.png');
  });

  it('is valid for five minutes and requests no checksum', async () => {
    const { searchParams } = new URL(await new ObjectStorage(onAws, credentials).presignedUrl('a.png'));
    expect(searchParams.get('X-Amz-Expires')).toBe(String(PRESIGNED_SECONDS));
    expect([...searchParams.keys()].join()).not.toMatch(/checksum/i);
  });

  it('uses the public endpoint if the configuration has one', async () => {
    const endpoints = { endpoint: 'http://storage:9010', publicEndpoint: 'http://127.0.0.1:9010' };
    const storage = new ObjectStorage({ ...onAws, ...endpoints }, credentials);
    const url = new URL(await storage.presignedUrl('a.png'));
    expect([url.origin, url.pathname]).toEqual(['http://127.0.0.1:9010', `/${BUCKET}/a.png`]);
  });

  it('is reused for a minute and then signed again', async () => {
    jest.useFakeTimers();
    // lru-cache treats the start time 0 as no start time.
    jest.advanceTimersByTime(1);
    try {
      const storage = new ObjectStorage(onAws, credentials);
      const first = await storage.presignedUrl('a.png');
      jest.advanceTimersByTime(59_000);
      expect(await storage.presignedUrl('a.png')).toBe(first);
      expect(await storage.presignedUrl('b.png')).not.toBe(first);
      jest.advanceTimersByTime(2_000);
      expect(await storage.presignedUrl('a.png')).not.toBe(first);
    } finally {
      jest.useRealTimers();
    }
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
    storage = new ObjectStorage(config, credentials);
  });

  afterAll(async () => {
    await storage.onApplicationShutdown();
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  it('exists with its media type after it was stored', async () => {
    expect(await storage.has('a/b.txt')).toBe(false);
    await storage.put('a/b.txt', Buffer.from('hello'), 'text/plain');
    expect(await storage.has('a/b.txt')).toBe(true);
    const response = await fetch(await storage.presignedUrl('a/b.txt'));
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.text()).toBe('hello');
  });

  it('is stored through the internal endpoint', async () => {
    const endpoints = { endpoint: server.url, publicEndpoint: 'http://127.0.0.1:1' };
    const inside = new ObjectStorage({ ...onAws, ...endpoints }, credentials);
    await inside.put('inside.txt', Buffer.from('hello'), 'text/plain');
    expect(await inside.has('inside.txt')).toBe(true);
    await inside.close();
  });

  it('is not reported as missing if the storage does not respond', async () => {
    const config = { ...onAws, bucket: 'no-such-bucket', endpoint: 'http://127.0.0.1:1' };
    const lost = new ObjectStorage(config, credentials);
    await expect(lost.has('a/b.txt')).rejects.toThrow();
  });
});

it(
  "a storage that never responds causes an infrastructure error before the operation's deadline",
  async () => {
    const silent = createServer();
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const { port } = silent.address() as AddressInfo;
    const storage = new ObjectStorage({ ...onAws, endpoint: `http://127.0.0.1:${port}` }, credentials);
    const error: unknown = await storage.has('a.png').catch((reason: unknown) => reason);
    expect(infrastructureFault(error)).toBe('ETIMEDOUT');
    await storage.close();
    silent.close();
  },
  timePolicy.operationMs,
);

describe('an upload', () => {
  const PHOTO = Buffer.from('a photo of a receipt');
  const announced = { content_type: 'image/jpeg', size_bytes: PHOTO.length };
  const KEY = 'uploads/receipts/1';
  let directory: string;
  let server: StandInObjectStorage;
  let storage: ObjectStorage;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'qred-test-'));
    server = await StandInObjectStorage.start({ directory, port: 0, buckets: [BUCKET] });
    storage = new ObjectStorage({ ...onAws, endpoint: server.url }, credentials);
  });

  afterEach(async () => {
    jest.useRealTimers();
    await storage.onApplicationShutdown();
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  interface Change {
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Buffer;
    readonly key?: string;
  }

  const send = async (change: Change = {}): Promise<{ status: number; text: string }> => {
    const { url, headers } = await storage.presignedUpload(KEY, announced);
    const response = await fetch(url.replace(KEY, change.key ?? KEY), {
      method: 'PUT',
      headers: { ...headers, ...change.headers },
      body: new Uint8Array(change.body ?? PHOTO),
    });
    return { status: response.status, text: await response.text() };
  };

  it('can be downloaded only after the file has arrived', async () => {
    expect(await storage.presignedUrlIfStored(KEY)).toBeNull();
    expect((await send()).status).toBe(200);
    const response = await fetch((await storage.presignedUrlIfStored(KEY)) ?? '');
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await response.arrayBuffer()).equals(PHOTO)).toBe(true);
  });

  it.each<[string, Change]>([
    ['a different media type', { headers: { 'Content-Type': 'text/html' } }],
    ['a smaller file', { body: PHOTO.subarray(1) }],
    ['a larger file', { body: Buffer.concat([PHOTO, PHOTO]) }],
    ['a different object', { key: 'uploads/receipts/2' }],
    ['a request without the condition of the signature', { headers: { 'If-None-Match': '' } }],
  ])('is refused for %s', async (_, change) => {
    const { status, text } = await send(change);
    expect(status).toBe(403);
    expect(text).toContain('SignatureDoesNotMatch');
    expect(await storage.has(change.key ?? KEY)).toBe(false);
  });

  it('is refused without a Content-Length header', async () => {
    const { url, headers } = await storage.presignedUpload(KEY, announced);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(PHOTO);
        controller.close();
      },
    });
    const response = await fetch(url, { method: 'PUT', headers, body, duplex: 'half' });
    expect(response.status).toBe(411);
    await response.text();
  });

  it('never replaces an existing object', async () => {
    await send();
    expect((await send({ body: Buffer.alloc(PHOTO.length) })).status).toBe(412);
    const response = await fetch(await storage.presignedUrl(KEY));
    expect(Buffer.from(await response.arrayBuffer()).equals(PHOTO)).toBe(true);
  });

  it('has an expires_at that matches the expiry in the signature', async () => {
    const { url, expires_at } = await storage.presignedUpload(KEY, announced);
    const signedAt = new URL(url).searchParams.get('X-Amz-Date') ?? '';
    const expiry = new Date(Date.parse(expires_at) - PRESIGNED_SECONDS * 1000).toISOString();
    expect(expiry.replace(/[-:]|\.000/g, '')).toBe(signedAt);
  });

  it('is refused after five minutes', async () => {
    jest.useFakeTimers({ now: Date.now() - (PRESIGNED_SECONDS + 2) * 1000, advanceTimers: false });
    const { url, headers, expires_at } = await storage.presignedUpload(KEY, announced);
    jest.useRealTimers();
    expect(Date.parse(expires_at)).toBeLessThan(Date.now());
    const response = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(PHOTO) });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('expired');
  });

  it('can be sent from a page of a different origin', async () => {
    const { url } = await storage.presignedUpload(KEY, announced);
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:8080',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type,if-none-match',
      },
    });
    await preflight.text();
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type, if-none-match');
  });

  it('needs a bucket that the service may write to', () => {
    const reader = new ObjectStorage({ ...onAws, takesFiles: false }, credentials);
    expect(() => reader.presignedUpload(KEY, announced)).toThrow('"bucket": "read-write"');
  });

  it('must have a key that starts with uploads/', () => {
    expect(() => storage.presignedUpload('card-art/company-ab.png', announced)).toThrow('uploads/');
  });
});
