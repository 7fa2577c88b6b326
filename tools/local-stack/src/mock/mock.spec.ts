import { resolve } from 'node:path';
import { accountContract } from '#contracts/account';
import {
  type Contract,
  type Operation,
  accountOfCaller,
  operationsOf,
  pathOfExample,
  problemsOf,
} from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { type TestResponse, ContractCaller } from '#libs/testing';
import { withOwnFiles } from './card-art.ts';
import { Mock } from './mock.ts';

const root = resolve(__dirname, '../../../..');
const token = 'any-token';
const SLOW_MS = 500;
const overviewSchema = accountContract.operations.getOverview.responses[200].schema;
const manifests = loadManifests(root);
let contracts: Contract[];
let mock: Mock;
let caller: ContractCaller;

beforeAll(async () => {
  contracts = await loadContracts(manifests);
  mock = await Mock.start({
    host: '127.0.0.1',
    port: await freePort(),
    contracts,
    defaultService: defaultService(manifests).name,
    standsFor: 'services',
    slowMs: SLOW_MS,
  });
  caller = new ContractCaller(contracts, mock.url);
});

afterEach(async () => {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${mock.url}/mock/settings`, { method: 'POST', headers, body: '{"reset":true}' });
});

afterAll(() => mock.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<TestResponse> =>
  caller.request('GET', path, { token, headers });

const activate = (body: object = { last_four: '4242', expires: '2035-06' }): Promise<TestResponse> =>
  caller.request('POST', '/v1/cards/card-company-ab/activation', { token, body });

function asServed(body: unknown): unknown {
  return JSON.parse(withOwnFiles(JSON.stringify(body), new URL(mock.url).host));
}

function requestOf(operation: Operation, name?: string): { path: string; body?: unknown } {
  const example = name === undefined ? Object.values(operation.examples)[0] : operation.examples[name];
  const params: Readonly<Record<string, string>> = { reference: 'QS-7K3M-9PTW-XB4F', ...example?.params };
  return {
    path: pathOfExample(operation, { summary: '', ...example, params }),
    ...(example?.body && { body: example.body }),
  };
}

describe('every operation', () => {
  it('returns each of its examples', async () => {
    const readsFirst = contracts.flatMap(operationsOf).toSorted((a, b) => a.method.localeCompare(b.method));
    for (const operation of readsFirst) {
      for (const [name, example] of Object.entries(operation.examples)) {
        const { path, body } = requestOf(operation, name);
        const response = await caller.request(operation.method, path, {
          token,
          body,
          ...(example.problem !== 'INVALID_REQUEST' && { headers: { prefer: `example=${name}` } }),
        });
        expect(response.body).toMatchObject(
          example.problem === undefined ? { data: expect.anything() as unknown } : { code: example.problem },
        );
        if (example.problem === undefined) expect(response.body).toEqual(asServed(example.response));
      }
    }
  });

  it('returns each declared status that the caller requests with Prefer', async () => {
    for (const operation of contracts.flatMap(operationsOf).filter(({ id }) => id !== 'ping')) {
      const { path, body } = requestOf(operation);
      const statuses = [
        ...Object.keys(operation.responses).map(Number),
        ...problemsOf(operation).map(({ status }) => status),
      ];
      for (const status of statuses) {
        const headers = { prefer: `code=${status}` };
        const response = await caller.request(operation.method, path, { token, body, headers });
        expect(response.status).toBe(status);
        expect(response.headers.get('preference-applied')).toBe(`code=${status}`);
      }
    }
  });

  it('succeeds for any valid request', async () => {
    for (const operation of contracts.flatMap(operationsOf)) {
      const { path, body } = requestOf(operation);
      expect((await caller.request(operation.method, path, { token, body })).status).toBeLessThan(400);
    }
  });
});

describe('the mock server', () => {
  it('accepts any token, and returns 401 without a token', async () => {
    const response = await caller.request('GET', '/v1/cards?account_id=acc1');
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('returns 404 for an unknown path, and 405 with Allow for an unknown method', async () => {
    expect((await get('/v1/nothing')).body).toMatchObject({ code: 'NOT_FOUND', instance: '/v1/nothing' });
    const response = await caller.request('DELETE', '/v1/cards', { token });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('rejects requests that violate the contract', async () => {
    expect((await get('/v1/cards')).body).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ in: 'query', pointer: '/account_id' }],
    });
    const post = (headers: Record<string, string>, body: string): Promise<TestResponse> =>
      caller.request('POST', '/v1/support-requests', { headers, body });
    expect((await post({ 'content-type': 'text/plain' }, 'x')).status).toBe(415);
    expect((await post({}, '{')).status).toBe(400);
    expect((await post({}, JSON.stringify({ message: 'x'.repeat(70_000) }))).status).toBe(413);
  });

  it.each([
    ['a preferred 429 before an unsupported Accept header', { prefer: 'code=429', accept: 'image/png' }, 429],
    ['an unsupported Accept header before a preferred 404', { prefer: 'code=404', accept: 'image/png' }, 406],
  ])('runs its checks in the same order as services: %s', async (_, headers, status) => {
    expect((await get('/v1/cards?account_id=company-ab', headers)).status).toBe(status);
  });

  it('returns 413 for a body that is too large, even if the request has no token', async () => {
    const body = { last_four: '4'.repeat(70_000), expires: '2035-06' };
    const response = await caller.request('POST', '/v1/cards/card-company-ab/activation', { body });
    expect(response.status).toBe(413);
  });

  it('returns the same problem as a service for a header of 20 kB', async () => {
    const response = await fetch(`${mock.url}/ping`, { headers: { x: 'a'.repeat(20_000) } });
    expect(await response.json()).toMatchObject({ status: 431, code: 'HEADERS_TOO_LARGE' });
  });

  it('accepts JSON with a byte-order mark, and rejects a body that sets a prototype', async () => {
    const send = (body: string): Promise<TestResponse> =>
      caller.request('POST', '/v1/cards/card-company-ab/activation', { token, body });
    const details = '"last_four":"4242","expires":"2035-06"';
    expect((await send(`\uFEFF{${details}}`)).status).toBe(200);
    const refused = await send(`{"__proto__":{},${details}}`);
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { detail: expect.stringContaining('cannot be read') as unknown },
    ]);
  });

  it.each([
    ['application/json', Buffer.from('{"contact":"\xe5","message":"Hi"}', 'latin1')],
    ['application/json', Buffer.from('\uFEFF{}', 'utf16le')],
    ['application/x-www-form-urlencoded', Buffer.from('contact=%E5&message=Hi')],
    ['application/x-www-form-urlencoded', Buffer.from('contact=\xe5&message=Hi', 'latin1')],
  ])('rejects a body of the type %s if the body is not UTF-8: %#', async (type, body) => {
    const headers = { 'content-type': type };
    const response = await fetch(`${mock.url}/v1/support-requests`, { method: 'POST', headers, body });
    expect(response.status).toBe(415);
  });

  it('responds to HEAD with the headers of a GET response and without a body', async () => {
    const head = await fetch(`${mock.url}/v1/cards?account_id=company-ab`, {
      method: 'HEAD',
      headers: { authorization: 'Bearer any' },
    });
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(await head.text()).toBe('');
  });

  it('responds to /ping with the name of the default service', async () => {
    expect((await get('/ping')).body).toMatchObject({ data: { service: defaultService(manifests).name } });
  });

  it.each(['/v1/memberships', '/v1/%6demberships', '/docs', '/docs-json'])(
    'returns 404 for %s if the mock replaces the edge, which does not expose the path',
    async (path) => {
      const options = { host: '127.0.0.1', port: await freePort(), contracts };
      const edge = await Mock.start({ ...options, defaultService: defaultService(manifests).name });
      const headers = { authorization: 'Bearer any' };
      const response = await fetch(`${edge.url}${path}`, { headers });
      expect([response.status, await response.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
      expect((await fetch(`${edge.url}/ping`, { headers })).status).toBe(200);
      await edge.stop();
    },
  );

  it('sends an ETag with successful reads, and returns 304 if the caller sends the same ETag', async () => {
    const read = (known: string) =>
      fetch(`${mock.url}/ping`, { headers: { 'if-none-match': known, 'cache-control': 'no-cache' } });
    const first = await read('"another"');
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    const again = await read(String(first.headers.get('etag')));
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('allows pages of other origins to read Retry-After', async () => {
    const response = await fetch(`${mock.url}/customer/contact_page`, {
      headers: { origin: 'http://localhost:5173', prefer: 'code=429', accept: 'application/json, */*;q=0.1' },
    });
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    const exposed = response.headers.get('access-control-expose-headers')?.split(', ');
    for (const name of ['Retry-After', 'X-Request-Id', 'Preference-Applied']) {
      expect(response.headers.get(name)).toBeTruthy();
      expect(exposed).toContain(name);
    }
  });

  it('keeps a valid request id, and replaces an invalid request id', async () => {
    const response = await get('/v1/nothing', { 'x-request-id': 'my-request-1' });
    expect(response.headers.get('x-request-id')).toBe('my-request-1');
    expect(response.body).toMatchObject({ request_id: 'my-request-1' });
    expect((await get('/v1/nothing', { 'x-request-id': 'a b' })).headers.get('x-request-id')).not.toBe('a b');
  });

  it('allows requests from pages of every origin', async () => {
    const response = await fetch(`${mock.url}/v1/cards`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
    });
    expect(response.status).toBe(204);
    const allowed = response.headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).toEqual(
      expect.arrayContaining(['Authorization', 'Idempotency-Key', 'If-None-Match', 'Prefer']),
    );
    expect((await get('/v1/nothing')).headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('the accounts in the mock', () => {
  const accounts = Object.values(accountContract.operations.getAccount.examples)
    .filter(({ problem }) => problem === undefined)
    .map(accountOfCaller);

  it.each(accounts)('have the same name, ids and totals in all operations: %s', async (account_id) => {
    const bodyOf = async (path: string): Promise<unknown> => (await get(path)).body;
    const { data: overview } = overviewSchema.parse(await bodyOf(`/v1/accounts/${account_id}/overview`));
    const { account_name, total_spend, spent, remaining_spend, cards, transaction_collection } = overview;
    expect(await bodyOf(`/v1/accounts/${account_id}`)).toEqual({
      data: { account_id, account_name, credit_limit: total_spend },
    });
    expect((remaining_spend?.amount ?? 0) + (spent?.amount ?? 0)).toBe(total_spend.amount);
    const totals = { account_id, limit: total_spend, spent, remaining: remaining_spend };
    expect(await bodyOf(`/v1/spend?account_id=${account_id}`)).toMatchObject({ data: totals });
    expect(await bodyOf(`/v1/spend/overview?account_id=${account_id}`)).toMatchObject({ data: { totals } });
    expect(await bodyOf(`/v1/cards?account_id=${account_id}`)).toMatchObject({
      data: (cards ?? []).map((card) => ({ ...card, account_id })),
    });
    expect(await bodyOf(`/v1/transactions?account_id=${account_id}`)).toMatchObject({
      page: { total_count: transaction_collection.total_num_of_transactions },
    });
  });

  it('have different names and the expected limits', async () => {
    const names = accounts.map(async (id) => {
      const { data } = overviewSchema.parse((await get(`/account/overview/${id}`)).body);
      return [data.account_name, data.total_spend.amount];
    });
    expect(await Promise.all(names)).toEqual(
      expect.arrayContaining([
        ['Company AB', 1_000_000],
        ['Company CD', 2_500_000],
        ['Global Tech Solutions', 100_000],
        ['AI Research Labs', 1_000_000],
      ]),
    );
    expect(new Set((await Promise.all(names)).map(([name]) => name)).size).toBe(accounts.length);
  });

  it.each(['/v1/accounts/acc77', '/account/overview/acc77', '/v1/cards?account_id=acc77'])(
    'do not include acc77: %s returns 404',
    async (path) => {
      const { status, body } = await get(path);
      expect(body).toMatchObject({
        code: 'ACCOUNT_NOT_FOUND',
        detail: 'There is no account with this id among your accounts',
      });
      expect(status).toBe(404);
    },
  );
});

describe('the mock', () => {
  it('selects the example of the requested account, even if the request has a limit', async () => {
    expect((await get('/v1/cards?account_id=no-card&limit=3')).body).toMatchObject({ data: [] });
    expect((await get('/v1/invoices?account_id=invoice-overdue&limit=5')).body).toMatchObject({
      data: [{ status: 'overdue' }],
    });
  });

  it("returns the same name and limit for an account and for the account's overview", async () => {
    const overviews = contracts
      .flatMap(operationsOf)
      .flatMap(({ id, examples }) => (id === 'getOverview' ? Object.values(examples) : []))
      .filter(({ response }) => response !== undefined);
    expect(overviews.length).toBeGreaterThan(0);
    for (const { params, response } of overviews) {
      const { data } = overviewSchema.parse(response);
      const shared = { account_name: data.account_name, credit_limit: data.total_spend };
      expect((await get(`/v1/accounts/${params?.account_id}`)).body).toMatchObject({ data: shared });
    }
  });

  it.each([
    { last_four: '0000', expires: '2035-06' },
    { last_four: '1111', expires: '2035-06' },
    { last_four: '4242', expires: '2035-07' },
  ])('returns a problem if the card details do not match: %j', async (details) => {
    const { status, body } = await activate(details);
    expect([status, body]).toMatchObject([422, { code: 'CARD_DETAILS_MISMATCH' }]);
    expect((await activate()).status).toBe(200);
  });

  it('rejects even the correct card details after five wrong attempts', async () => {
    for (const digits of ['0001', '0002', '0003', '0004', '0005'])
      expect((await activate({ last_four: digits, expires: '2035-06' })).status).toBe(422);
    expect((await activate()).body).toMatchObject({ code: 'ACTIVATION_LOCKED' });
    const locked = { data: [{ actions: { activate: { allowed: false, reason: 'ACTIVATION_LOCKED' } } }] };
    expect((await get('/v1/cards?account_id=company-ab')).body).toMatchObject(locked);
  });

  it.each([
    ['card-no-transactions', 'CARD_NOT_DELIVERED'],
    ['card-card-active', 'CARD_ALREADY_ACTIVE'],
    ['card-company-cd', 'CARD_ALREADY_ACTIVE'],
    ['card-card-blocked', 'CARD_BLOCKED'],
    ['card-card-expired', 'CARD_EXPIRED'],
  ])('returns the problem for the card status of %s', async (card, code) => {
    const body = { last_four: '4242', expires: '2035-06' };
    const response = await caller.request('POST', `/v1/cards/${card}/activation`, { token, body });
    expect([response.status, response.body]).toMatchObject([409, { code }]);
  });

  it('selects the preferred example, and returns 400 with a list of examples if the name is unknown', async () => {
    const path = '/v1/cards?account_id=company-ab';
    const response = await get(path, { prefer: 'example=no-card' });
    expect(response.body).toMatchObject({ data: [] });
    expect(response.headers.get('preference-applied')).toBe('example=no-card');
    const unknown = await get(path, { prefer: 'example=nope' });
    expect(unknown.status).toBe(400);
    expect(unknown.headers.get('preference-applied')).toBeNull();
    expect(unknown.body).toMatchObject({
      detail: expect.stringContaining('listCards has wireframe, ') as unknown,
    });
    expect(unknown.body).not.toMatchObject({
      detail: expect.stringMatching(/ ([\w-]+),.* \1(,|$)/) as unknown,
    });
  });

  it("selects the account's example if the operation has no example with the preferred name", async () => {
    const prefer = 'example=card-service-down';
    const response = await get('/v1/cards?account_id=no-card', { prefer });
    expect([response.status, response.body]).toEqual([200, expect.objectContaining({ data: [] })]);
    expect(response.headers.get('preference-applied')).toBeNull();
    expect((await caller.request('GET', '/customer/contact_page', { headers: { prefer } })).status).toBe(200);
  });

  it('selects a scenario if the account has the name of that scenario', async () => {
    for (const name of ['card-service-down', 'transaction-service-down', 'invoice-service-down']) {
      const { body } = await get(`/v1/accounts/${name}/overview`);
      expect(body).toEqual((await get(`/v1/accounts/${name}/overview`, { prefer: `example=${name}` })).body);
      expect(body).toMatchObject({ data: { account_id: name, account_name: 'Company AB' } });
      expect((await get(`/v1/cards?account_id=${name}`)).status).toBe(200);
    }
  });

  it('lets the caller choose between several problems with the same status', async () => {
    const prefer = (text: string): Promise<TestResponse> =>
      caller.request('POST', '/v1/cards/card-company-ab/activation', {
        token,
        body: { last_four: '4242', expires: '2035-06' },
        headers: { prefer: text },
      });
    const some = await prefer('code=409');
    expect(some.body).toMatchObject({
      detail: expect.stringContaining('CARD_FROZEN, CARD_BLOCKED') as unknown,
    });
    const blocked = await prefer('code=409, example=CARD_BLOCKED');
    expect(blocked.body).toMatchObject({ code: 'CARD_BLOCKED', status: 409 });
    expect(blocked.headers.get('preference-applied')).toBe('code=409, example=CARD_BLOCKED');
    expect((await prefer('example=card-details-mismatch, code=422')).body).toMatchObject({
      code: 'CARD_DETAILS_MISMATCH',
    });
    expect((await prefer('code=409, example=CARD_LOST')).body).toMatchObject({ code: 'INVALID_REQUEST' });
  });

  it('lets the caller choose between several successful examples', async () => {
    const path = '/v1/cards?account_id=company-ab';
    expect((await get(path, { prefer: 'code=200, example=no-card' })).body).toMatchObject({ data: [] });
    const unknown = await get(path, { prefer: 'code=200, example=nope' });
    expect([unknown.status, unknown.headers.get('preference-applied')]).toEqual([400, null]);
  });

  it.each([
    ['/v1/cards?account_id=company-ab', { prefer: 'example=forbidden' }, 'ACCOUNT_NOT_FOUND'],
    ['/v1/cards?account_id=forbidden', {}, 'ACCOUNT_NOT_FOUND'],
    ['/v1/accounts', { prefer: 'example=forbidden' }, 'FORBIDDEN'],
  ])('returns a problem for the scenario `forbidden`: %s with %j', async (path, headers, code) => {
    expect((await get(path, headers)).body).toMatchObject({ code });
  });

  it.each(['code=constructor', 'code=toString', 'code=__proto__', 'example=constructor'])(
    'returns 400 if the caller prefers %s',
    async (prefer) => {
      const { status, body } = await get('/v1/cards?account_id=company-ab', { prefer });
      expect([status, body]).toMatchObject([400, { code: 'INVALID_REQUEST' }]);
    },
  );

  it('responds before the delay ends if the caller sends wait=0', async () => {
    const started = performance.now();
    const response = await get('/v1/cards?account_id=company-ab', { prefer: 'example=slow, wait=0' });
    expect(response.headers.get('preference-applied')).toBe('example=slow, wait=0');
    expect(performance.now() - started).toBeLessThan(SLOW_MS);
  });

  it.each([
    ['/v1/cards?account_id=company-ab', { prefer: 'example=slow' }],
    ['/v1/cards?account_id=slow', {}],
  ])('delays responses in the scenario `slow`: %s with %j', async (path, headers) => {
    const started = performance.now();
    expect((await get(path, headers)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(SLOW_MS * 0.9);
  });
});

describe('a write in the mock', () => {
  it('returns 404 for a card that no example contains', async () => {
    const body = { last_four: '4242', expires: '2035-06' };
    const response = await caller.request('POST', '/v1/cards/card-acc1/activation', { token, body });
    expect([response.status, response.body]).toMatchObject([404, { code: 'CARD_NOT_FOUND' }]);
  });

  it('changes the entity in every response', async () => {
    await activate();
    expect((await get('/v1/cards?account_id=company-ab')).body).toMatchObject({
      data: [{ status: 'active' }],
    });
    expect((await get('/v1/accounts/company-ab/overview')).body).toMatchObject({
      data: { cards: [{ status: 'active', actions: { activate: { allowed: false } } }] },
    });
  });

  it('is forgotten after a reset', async () => {
    await activate();
    const { status } = await fetch(`${mock.url}/mock/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"reset":true}',
    });
    expect(status).toBe(200);
    expect((await get('/v1/cards?account_id=company-ab')).body).toMatchObject({
      data: [{ status: 'inactive' }],
    });
  });

  it('does not change a preferred example', async () => {
    await activate();
    const prefer = 'example=wireframe';
    const listCards = contracts.flatMap(operationsOf).find(({ id }) => id === 'listCards');
    expect((await get('/v1/cards?account_id=company-ab', { prefer })).body).toEqual(
      asServed(listCards?.examples.wireframe?.response),
    );
  });

  it('returns the same response for a repeated request, and 409 for different card details', async () => {
    const first = await activate();
    expect(first.status).toBe(200);
    expect((await activate()).body).toEqual(first.body);
    expect((await activate({ last_four: '9999', expires: '2035-06' })).body).toMatchObject({
      code: 'CARD_ALREADY_ACTIVE',
      status: 409,
    });
  });

  it('stores the card details of an activation for later reads', async () => {
    const details = async () => (await get('/v1/cards?account_id=company-ab')).body;
    expect(await details()).toMatchObject({ data: [{ last_four: null, expires: null }] });
    await activate();
    expect(await details()).toMatchObject({ data: [{ last_four: '4242', expires: '2035-06' }] });
  });
});

describe('card art', () => {
  const artOf = async (account: string): Promise<string> => {
    const { data } = overviewSchema.parse((await get(`/v1/accounts/${account}/overview`)).body);
    return data.cards?.[0]?.image_url ?? '';
  };

  it('is a PNG in the size of a card, and looks different for each account', async () => {
    const images = await Promise.all(
      ['company-ab', 'company-cd'].map(async (account) => {
        const response = await fetch(await artOf(account));
        expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
        return Buffer.from(await response.arrayBuffer());
      }),
    );
    for (const image of images) {
      expect(image.subarray(1, 4).toString()).toBe('PNG');
      expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([1012, 638]);
    }
    expect(images[0]?.equals(images[1] ?? Buffer.alloc(0))).toBe(false);
  });
});

describe('the mock of a service with pages', () => {
  it('shows a form whose fields the operation accepts', async () => {
    const { body: page } = await caller.request('GET', '/customer/contact_page');
    const form = String(page);
    expect(form).toMatch(/<form method="post" action="\/customer\/contact">/);
    const names = [...form.matchAll(/ name="(\w+)"/g)].map(([, name = '']) => name);
    const [, key = ''] = /value="([\w-]+)"/.exec(form) ?? [];
    const values: Record<string, string> = { idempotency_key: key };
    const body = new URLSearchParams(
      names.map((name): [string, string] => [name, values[name] ?? 'A text']),
    ).toString();
    const sent = await caller.request('POST', '/customer/contact', {
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(sent.status).toBe(303);
    const receipt = await caller.request('GET', sent.headers.get('location') ?? '');
    expect(receipt.body).toContain('<dt>reference</dt><dd>QS-7K3M-9PTW-XB4F</dd>');
  });

  const send = (form: Record<string, string>): Promise<TestResponse> =>
    caller.request('POST', '/customer/contact', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });

  it('redirects to the receipt after the form is sent', async () => {
    const sent = await send({ contact: 'a@b.example', message: 'Hello' });
    expect(sent.status).toBe(303);
    expect((await get(sent.headers.get('location') ?? '')).status).toBe(200);
  });

  it('shows a receipt for any reference', async () => {
    expect((await get('/customer/receipts/SR-0000')).status).toBe(200);
  });

  it('shows the form again if a field is empty', async () => {
    expect((await send({ contact: 'a@b.example', message: '' })).status).toBe(422);
  });

  const form = 'application/x-www-form-urlencoded';

  it.each([
    ['GET', '/customer/contact_page', 429, { prefer: 'code=429' }],
    ['GET', '/customer/contact_page?utm_campaign=50%', 400, { accept: 'text/html' }],
    ['GET', '/customer/receipts/SR-0000', 404, { prefer: 'code=404', accept: 'text/html' }],
    ['DELETE', '/customer/contact_page', 405, { accept: 'text/html' }],
    ['POST', '/customer/contact', 429, { prefer: 'code=429', 'content-type': form }],
    ['POST', '/customer/contact', 415, { 'content-type': 'text/plain', accept: 'text/html' }],
  ])('returns an error page to a browser: %s %s %i', async (method, path, status, headers) => {
    const body = method === 'POST' ? 'contact=a%40b.example&message=Hello' : undefined;
    const response = await caller.request(method, path, { headers, body });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=utf-8',
    ]);
  });

  it.each([
    ['GET', '/customer/contact_page', 429, { prefer: 'code=429', accept: 'application/json, */*;q=0.1' }],
    ['POST', '/customer/contact', 429, { prefer: 'code=429', 'content-type': 'application/json' }],
    ['GET', '/v1/cards?account_id=company-ab', 401, { accept: 'text/html' }],
    ['GET', '/v1/nothing', 404, { accept: 'text/html' }],
  ])('returns problem+json to a program: %s %s %i', async (method, path, status, headers) => {
    const body = method === 'POST' ? { contact: 'a@b.example', message: 'Hello' } : undefined;
    const response = await caller.request(method, path, { headers, body });
    expect([response.status, response.body]).toMatchObject([status, { status }]);
  });
});

describe('the mock, for a write with an Idempotency-Key,', () => {
  const write = (key: string, message = 'My card has not arrived yet.'): Promise<TestResponse> =>
    caller.request('POST', '/v1/support-requests', {
      body: { contact: 'anna@company-ab.example', message },
      headers: { 'idempotency-key': key },
    });

  it('replays the response to the same body, and rejects a different body or an invalid key', async () => {
    const [first, again, other, bad] = [
      await write('k-1'),
      await write('"k-1"'),
      await write('k-1', 'Another message'),
      await write('a b'),
    ];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(other.body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', status: 422 });
    expect(bad.body).toMatchObject({ code: 'INVALID_REQUEST', status: 400 });
  });

  it.each([
    ['replays a refusal of the operation', 'card-company-ab', {}, 422, 'true'],
    ['does not replay a 404', 'card-unknown', {}, 404, null],
    ['does not replay a failure', 'card-company-ab', { prefer: 'code=503' }, 503, null],
  ])('%s', async (_, card, preferred, status, replayed) => {
    const refused = (): Promise<TestResponse> =>
      caller.request('POST', `/v1/cards/${card}/activation`, {
        token,
        body: { last_four: '0000', expires: '2035-06' },
        headers: { 'idempotency-key': 'k-4', ...preferred },
      });
    const [first, again] = [await refused(), await refused()];
    expect([first.status, again.status]).toEqual([status, status]);
    expect(again.headers.get('idempotent-replayed')).toBe(replayed);
  });

  it('treats a new key as a second write, even for the same body', async () => {
    const [first, second] = [await write('k-2'), await write('k-3')];
    expect(second.headers.get('idempotent-replayed')).toBeNull();
    expect(second.body).not.toEqual(first.body);
  });
});
