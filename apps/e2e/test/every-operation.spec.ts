import { resolve } from 'node:path';
import { type Operation, isForMembers, jsonResponse, operationsOf, problem } from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { comparable } from '#libs/testing';
import { Client } from '../src/client.ts';

const root = resolve(__dirname, '../../..');

interface Request {
  readonly operation: Operation;
  readonly query: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

function requestTo(operation: Operation): Request {
  const example = Object.values(operation.examples)[0];
  return { operation, query: example?.query ?? {}, params: example?.params ?? {}, body: example?.body };
}

function pathOf({ operation, params, query }: Request): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'missing');
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}

function codeOf(body: unknown): string | undefined {
  return problem.safeParse(body).data?.code;
}

/** Leaves out operations that are not built, because the mock serves these operations and accepts any token. */
async function routedOperations(): Promise<Operation[]> {
  const contracts = await loadContracts(loadManifests(root));
  return contracts.flatMap(operationsOf).filter(({ exposure, built }) => built && exposure === 'edge');
}

let client: Client;
let operations: Operation[];
let token: string;

beforeAll(async () => {
  client = await Client.connect();
  operations = await routedOperations();
  token = await client.token('company-ab');
});

async function deviations(
  chosen: readonly Operation[],
  send: (request: Request) => Promise<{ status: number; body: unknown }>,
  expected: { status: number; code: string },
): Promise<unknown[]> {
  expect(chosen.length).toBeGreaterThan(0);
  const found: unknown[] = [];
  for (const operation of chosen) {
    const { status, body } = await send(requestTo(operation));
    if (status !== expected.status || codeOf(body) !== expected.code)
      found.push([operation.id, status, body]);
  }
  return found;
}

const unauthenticated = { status: 401, code: 'UNAUTHENTICATED' };
const invalid = { status: 400, code: 'INVALID_REQUEST' };

describe('every operation for members', () => {
  const members = () => operations.filter(({ access }) => isForMembers(access));

  it('rejects a request without a token', async () => {
    const send = (request: Request) =>
      client.request(request.operation.method, pathOf(request), { body: request.body });
    expect(await deviations(members(), send, unauthenticated)).toEqual([]);
  });

  it('rejects a token whose signature was changed', async () => {
    const [head, payload] = token.split('.');
    const forged = `${head}.${payload}.${Buffer.from('not a signature').toString('base64url')}`;
    const send = (request: Request) =>
      client.request(request.operation.method, pathOf(request), { body: request.body, token: forged });
    expect(await deviations(members(), send, unauthenticated)).toEqual([]);
  });

  it('rejects a token without a signature (alg: none)', async () => {
    const head = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const unsigned = `${head}.${token.split('.')[1]}.`;
    const send = (request: Request) =>
      client.request(request.operation.method, pathOf(request), { body: request.body, token: unsigned });
    expect(await deviations(members(), send, unauthenticated)).toEqual([]);
  });

  it("returns the same response for another company's account as for an unknown account", async () => {
    const forAccount = (operation: Operation, account: string): Request => {
      const request = requestTo(operation);
      const replace = (values: Readonly<Record<string, string>>) =>
        'account_id' in values ? { ...values, account_id: account } : values;
      return { ...request, params: replace(request.params), query: replace(request.query) };
    };
    const withAccount = members().filter(
      ({ params, query }) => 'account_id' in params.shape || 'account_id' in query.shape,
    );
    expect(withAccount.length).toBeGreaterThan(0);
    for (const operation of withAccount) {
      const responses = await Promise.all(
        ['acc1', 'nobodys'].map((account) =>
          client.request(operation.method, pathOf(forAccount(operation, account)), { token }),
        ),
      );
      const [foreign, unknown] = responses.map(comparable);
      expect(foreign?.status).toBe(404);
      expect(foreign).toEqual(unknown);
    }
  });
});

describe('every operation with a query', () => {
  const refuse = (change: (query: URLSearchParams) => void) => (request: Request) => {
    const [path = '', search = ''] = pathOf(request).split('?');
    const query = new URLSearchParams(search);
    change(query);
    return client.request(request.operation.method, `${path}?${query.toString()}`, {
      body: request.body,
      token,
    });
  };
  const limited = () => operations.filter(({ query }) => 'limit' in query.shape);

  it.each(['abc', '0', '101', '1e2', '-1', '1.0', ' 1', ''])('rejects limit=%j', async (limit) => {
    expect(
      await deviations(
        limited(),
        refuse((query) => query.set('limit', limit)),
        invalid,
      ),
    ).toEqual([]);
  });

  it('rejects a repeated limit', async () => {
    const twice = refuse((query) => {
      query.set('limit', '1');
      query.append('limit', '2');
    });
    expect(await deviations(limited(), twice, invalid)).toEqual([]);
  });

  it('rejects a cursor that the service never returned', async () => {
    expect(
      await deviations(
        limited(),
        refuse((query) => query.set('cursor', 'Zm9v')),
        invalid,
      ),
    ).toEqual([]);
  });

  it('rejects an unknown parameter, unless the operation returns only HTML pages', async () => {
    const colour = refuse((query) => query.set('colour', 'red'));
    const [forPrograms, pages] = [operations.filter(jsonResponse), operations.filter(isPageOnly)];
    expect(await deviations(forPrograms, colour, invalid)).toEqual([]);
    expect(
      (await Promise.all(pages.map((page) => colour(requestTo(page))))).map(({ status }) => status),
    ).not.toContain(400);
  });
});

function isPageOnly(operation: Operation): boolean {
  return jsonResponse(operation) === undefined;
}

describe('every operation with a body', () => {
  const withBody = () => operations.filter(({ body }) => body !== undefined);
  const send =
    (body: (request: Request) => string, contentType = 'application/json') =>
    (request: Request) =>
      client.request(request.operation.method, pathOf(request), {
        body: body(request),
        token,
        headers: { 'content-type': contentType },
      });
  const valid = ({ body }: Request) => JSON.stringify(body);

  it('rejects an unknown field', async () => {
    const extended = ({ body }: Request) => JSON.stringify({ ...body, colour: 'red' });
    expect(await deviations(withBody(), send(extended), invalid)).toEqual([]);
  });

  it('rejects broken JSON', async () => {
    expect(
      await deviations(
        withBody(),
        send(() => '{"broken'),
        invalid,
      ),
    ).toEqual([]);
  });

  it('rejects an empty body', async () => {
    expect(
      await deviations(
        withBody(),
        send(() => ''),
        invalid,
      ),
    ).toEqual([]);
  });

  it('rejects a body with a content type other than JSON', async () => {
    const expected = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' };
    expect(await deviations(withBody(), send(valid, 'text/plain'), expected)).toEqual([]);
  });

  it('rejects a body that is larger than the limit', async () => {
    const large = () => JSON.stringify({ message: 'x'.repeat(70_000) });
    expect(await deviations(withBody(), send(large), { status: 413, code: 'PAYLOAD_TOO_LARGE' })).toEqual([]);
  });
});

describe('every operation with a path parameter', () => {
  const withParams = () => operations.filter(({ params }) => Object.keys(params.shape).length > 0);
  const sendTo = async (operation: Operation, id: string) => {
    const path = operation.path.replace(/\{\w+\}/g, id);
    return client.request(operation.method, path, { token, body: requestTo(operation).body });
  };

  it.each([
    ['an id of 10 kB', 'x'.repeat(10_000)],
    ['a percent-encoded slash', 'a%2Fb'],
    ['a percent-encoded NUL', 'a%00b'],
    ['broken percent-encoding', '%ZZ'],
  ])('rejects %s', async (_, id) => {
    const responses = await Promise.all(withParams().map((operation) => sendTo(operation, id)));
    expect(responses.length).toBeGreaterThan(0);
    expect(
      responses.map(({ status }) => status).filter((status) => status !== 400 && status !== 404),
    ).toEqual([]);
  });

  it('accepts an id with unnecessary percent-encoding', async () => {
    const { status } = await client.request('GET', '/v1/accounts/company%2Dab', { token });
    expect(status).toBe(200);
  });
});
