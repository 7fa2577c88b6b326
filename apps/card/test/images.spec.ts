import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ObjectStorage, PRESIGNED_SECONDS } from '#libs/object-storage';
import { ServiceConfig } from '#libs/configuration';
import { TestService } from '#libs/testing';
import { service } from '../src/service.ts';
import { listCards } from './support.ts';

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service);
});

afterEach(() => jest.useRealTimers());

afterAll(() => card.stop());

it('the image of a card is readable by anyone who has its URL', async () => {
  const response = await fetch(await imageUrl());
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await response.arrayBuffer()).equals(artOf('company-ab'))).toBe(true);
});

it('the image of a card is a PNG at 300 dots per inch, and differs between accounts', () => {
  const art = artOf('company-ab');
  expect(art.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  expect([art.readUInt32BE(16), art.readUInt32BE(20)]).toEqual([1012, 638]);
  expect(art.equals(artOf('company-cd'))).toBe(false);
});

it('the image of a card has a URL that allows only reads and expires after five minutes', async () => {
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
  ]);
  expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
});

it.each([
  ['works for five minutes', PRESIGNED_SECONDS - 2, 200],
  ['is refused after five minutes', PRESIGNED_SECONDS + 2, 403],
])('the image of a card has a URL that %s', async (_, age, status) => {
  const url = await urlOfAge(age);
  expect((await fetch(url)).status).toBe(status);
});

it("the image of a card has a URL that cannot be changed to read a different account's image", async () => {
  const url = await imageUrl();
  const response = await fetch(url.href.replace('company-ab', 'company-cd'));
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('SignatureDoesNotMatch');
});

function artOf(accountId: string): Buffer {
  return readFileSync(join(__dirname, '../src/seed/assets', `${accountId}.png`));
}

async function imageUrl(): Promise<URL> {
  const { data } = await listCards(card, 'company-ab');
  return new URL(data[0]?.image_url ?? '');
}

async function urlOfAge(seconds: number): Promise<string> {
  const storage = new ObjectStorage(card.service.app.get(ServiceConfig).storage);
  jest.useFakeTimers({ now: Date.now() - seconds * 1000, doNotFake: ['nextTick', 'queueMicrotask'] });
  try {
    return await storage.presignedUrl('card-art/company-ab.png');
  } finally {
    jest.useRealTimers();
    await storage.close();
  }
}
