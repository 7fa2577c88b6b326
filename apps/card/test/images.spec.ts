import { SignatureV4 } from '@smithy/signature-v4';
import { type Hash, createHash, createHmac } from 'node:crypto';
import { ObjectStorage, PRESIGNED_SECONDS } from '#libs/object-storage';
import { ServiceConfig } from '#libs/runtime';
import { STAND_IN_CREDENTIALS, STAND_IN_REGION } from '#libs/stand-ins';
import { TestService } from '#libs/testing';
import { drawCardArt } from '../src/seed/card-art.ts';
import { service } from '../src/service.ts';
import { listCards } from './support.ts';

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service);
});

afterEach(() => jest.useRealTimers());

afterAll(() => card.stop());

it("is fetched from its address by anybody, the account's own art", async () => {
  const response = await fetch(await imageUrl());
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await response.arrayBuffer()).equals(drawCardArt('company-ab'))).toBe(true);
});

it('has an address that asks for nothing but the image, for five minutes', async () => {
  const url = await imageUrl();
  expect(url.pathname).toBe('/qred-card/card-art/company-ab.png');
  expect([...url.searchParams.keys()].sort()).toEqual([
    'X-Amz-Algorithm',
    'X-Amz-Content-Sha256',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-Signature',
    'X-Amz-SignedHeaders',
    'x-id',
  ]);
  expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
});

it.each([
  ['works to the end of its five minutes', PRESIGNED_SECONDS - 2, 200],
  ['is dead after them', PRESIGNED_SECONDS + 2, 403],
])('has an address that %s', async (_, age, status) => {
  const url = await addressOfAge(age);
  expect((await fetch(url)).status).toBe(status);
});

it('has an address whose signature is the one that AWS computes', async () => {
  const url = await imageUrl();
  expect(url.searchParams.get('X-Amz-Signature')).toBe(await signatureOf(url));
});

it("has an address whose signature fits no other account's image", async () => {
  const url = await imageUrl();
  const other = new URL(url.href.replace('company-ab', 'company-cd'));
  expect(await signatureOf(other)).not.toBe(url.searchParams.get('X-Amz-Signature'));
});

async function imageUrl(): Promise<URL> {
  const { data } = await listCards(card, 'company-ab');
  return new URL(data[0]?.image_url ?? '');
}

/** An address as the service made it some seconds ago. */
async function addressOfAge(seconds: number): Promise<string> {
  const storage = new ObjectStorage(card.service.app.get(ServiceConfig).storage);
  jest.useFakeTimers({ now: Date.now() - seconds * 1000, doNotFake: ['nextTick', 'queueMicrotask'] });
  try {
    return await storage.presignedUrl('card-art/company-ab.png');
  } finally {
    jest.useRealTimers();
    storage.close();
  }
}

/** The signature that AWS expects of a presigned address, computed from what the address says. */
async function signatureOf(url: URL): Promise<string | undefined> {
  const signer = new SignatureV4({
    service: 's3',
    region: STAND_IN_REGION,
    credentials: STAND_IN_CREDENTIALS,
    sha256: Sha256,
    uriEscapePath: false,
  });
  const { protocol, hostname, host, port, pathname, searchParams } = url;
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol,
      hostname,
      port: Number(port),
      path: pathname,
      query: { 'x-id': searchParams.get('x-id') },
      headers: { host, 'X-Amz-Content-Sha256': searchParams.get('X-Amz-Content-Sha256') ?? '' },
    },
    {
      expiresIn: Number(searchParams.get('X-Amz-Expires')),
      signingDate: dateOf(searchParams.get('X-Amz-Date') ?? ''),
    },
  );
  return signed.query?.['X-Amz-Signature']?.toString();
}

/** A date as AWS writes it, 20260615T120000Z. */
function dateOf(text: string): Date {
  return new Date(text.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
}

class Sha256 {
  private readonly hash: Hash | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(chunk));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    throw new Error('A hash is used once');
  }
}

function bytesOf(source: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof source === 'string') return Buffer.from(source);
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
