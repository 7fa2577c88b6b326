import { cardContract } from '#contracts/card';
import { type Problem, platformProblems, problem } from '#contracts/vocabulary';
import { badTokens } from '#libs/stand-ins';
import { type Answer, TestService } from '#libs/testing';
import { service } from '../src/service.ts';
import { PRINTED, codeOf, storedCard } from './support.ts';

const LIST = '/v1/cards?account_id=company-cd';
const ACTIVATION = '/v1/cards/card-company-cd/activation';
const CLAIMS = { sub: 'user-test', account_ids: ['company-cd'] };
const KILOBYTES_10 = 'a'.repeat(10_000);

let card: TestService;
let token: string;

beforeAll(async () => {
  card = await TestService.start(service);
  token = await card.issuer.mint(CLAIMS);
});

afterAll(() => card.stop());

describe('a list that is not asked for properly', () => {
  it.each([
    ['a limit that is a word', `${LIST}&limit=abc`, '/limit'],
    ['a limit of 0', `${LIST}&limit=0`, '/limit'],
    ['a limit of 101', `${LIST}&limit=101`, '/limit'],
    ['a limit in another notation', `${LIST}&limit=1e2`, '/limit'],
    ['a limit with a sign', `${LIST}&limit=%2B1`, '/limit'],
    ['a limit with a fraction', `${LIST}&limit=1.0`, '/limit'],
    ['an empty limit', `${LIST}&limit=`, '/limit'],
    ['two limits', `${LIST}&limit=1&limit=2`, '/limit'],
    ['an empty cursor', `${LIST}&cursor=`, '/cursor'],
    ['a cursor of nonsense', `${LIST}&cursor=nonsense`, '/cursor'],
    ['a cursor that is too long', `${LIST}&cursor=${KILOBYTES_10}`, '/cursor'],
    ['a parameter that is not known', `${LIST}&sort=expires`, '/sort'],
    ['no account', '/v1/cards', '/account_id'],
    ['two accounts', `${LIST}&account_id=company-cd`, '/account_id'],
    ['an account id of 10 kB', `/v1/cards?account_id=${KILOBYTES_10}`, '/account_id'],
    ['an account id with a NUL', '/v1/cards?account_id=company%00cd', '/account_id'],
  ])('is refused: %s', async (_, path, pointer) => {
    expectInvalid(await get(path), 'query', pointer);
  });

  it.each<[string, unknown]>([
    ['a year that does not exist', { orderedAt: '0000-01-01T00:00:00.000Z', cardId: 'card-company-cd' }],
    ['a day that does not exist', { orderedAt: '2026-02-30T00:00:00.000Z', cardId: 'card-company-cd' }],
    ['a NUL', { orderedAt: '2026-06-01T09:00:00.000Z', cardId: '\u0000' }],
    ['a number', { orderedAt: 1, cardId: 'card-company-cd' }],
    ['no id', { orderedAt: '2026-06-01T09:00:00.000Z' }],
    ['no object', 'x'],
  ])('is refused: a cursor that was tampered with to hold %s', async (_, position) => {
    const cursor = await tamperedCursor(position);
    expectInvalid(await get(`${LIST}&cursor=${cursor}`), 'query', '/cursor');
  });

  it('takes a cursor that was tampered with for another place in the same list', async () => {
    const position = { orderedAt: '2026-06-01T09:00:00.000Z', cardId: 'zzz' };
    const answer = await get(`${LIST}&cursor=${await tamperedCursor(position)}`);
    expect(answer.status).toBe(200);
  });

  it("is refused: another account's cursor", async () => {
    const bothAccounts = await card.token('company-ab', 'company-cd');
    const foreign = await tamperedCursor({ orderedAt: '2026-06-01T09:00:00.000Z', cardId: 'a' });
    const path = `/v1/cards?account_id=company-ab&cursor=${foreign}`;
    expectInvalid(await card.request('GET', path, { token: bothAccounts }), 'query', '/cursor');
  });
});

describe('an activation that is not asked for properly', () => {
  it.each<[string, unknown, string]>([
    ['three digits', { ...PRINTED, last_four: '424' }, '/last_four'],
    ['digits of another script', { ...PRINTED, last_four: '٤٢٤٢' }, '/last_four'],
    ['digits and a line break', { ...PRINTED, last_four: '4242\n' }, '/last_four'],
    ['digits as a number', { ...PRINTED, last_four: 4242 }, '/last_four'],
    ['no digits', { expires: PRINTED.expires }, '/last_four'],
    ['a month that does not exist', { ...PRINTED, expires: '2029-13' }, '/expires'],
    ['a field that is not known', { ...PRINTED, pin: '1234' }, '/pin'],
    [
      'a field that names a prototype',
      `{"last_four":"4242","expires":"2029-06","constructor":{}}`,
      '/constructor',
    ],
    ['a list', [], ''],
    ['a text', '"4242"', ''],
  ])('is refused: %s', async (_, body, pointer) => {
    expectInvalid(await post(ACTIVATION, body), 'body', pointer);
  });

  it.each<[string, string]>([
    ['broken JSON', '{'],
    ['an empty body', ''],
    ['a field that names the prototype', '{"__proto__":{"last_four":"4242"}}'],
  ])('is refused: %s', async (_, body) => {
    expect(codeOf(await post(ACTIVATION, body))).toBe('400 INVALID_REQUEST');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/xml',
    'json',
  ])('is refused: a body of the type %s', async (type) => {
    const answer = await post(ACTIVATION, JSON.stringify(PRINTED), { 'content-type': type });
    expect(codeOf(answer)).toBe('415 UNSUPPORTED_MEDIA_TYPE');
  });

  it('is refused: no body and no type', async () => {
    const answer = await card.request('POST', ACTIVATION, { token });
    expect(codeOf(answer)).toBe('415 UNSUPPORTED_MEDIA_TYPE');
  });

  it('is refused: a body that is too large', async () => {
    const answer = await post(ACTIVATION, { ...PRINTED, padding: 'a'.repeat(64 * 1024) });
    expect(codeOf(answer)).toBe('413 PAYLOAD_TOO_LARGE');
  });

  it.each([
    ['an id of 10 kB', KILOBYTES_10],
    ['an id with a percent-encoded slash', 'card%2Fcompany-cd'],
    ['an id with a percent-encoded NUL', 'card%00company-cd'],
    ['an id that is encoded twice', 'card%252Dcompany-cd'],
  ])('is refused: %s', async (_, cardId) => {
    expectInvalid(await post(`/v1/cards/${cardId}/activation`, PRINTED), 'path', '/card_id');
  });

  it('is refused: a path with half of a percent-encoding', async () => {
    expect(codeOf(await post('/v1/cards/%ZZ/activation', PRINTED))).toBe('400 INVALID_REQUEST');
  });

  it('names every fault at once', async () => {
    const answer = await post('/v1/cards/%20/activation?x=1', { last_four: 'x' });
    expect(problem.parse(answer.body).errors?.map((fault) => `${fault.in}${fault.pointer}`)).toEqual([
      'path/card_id',
      'query/x',
      'body/last_four',
      'body/expires',
    ]);
  });

  it('counts no attempt', async () => {
    expect((await storedCard(card, 'card-company-cd')).failedAttempts).toBe(0);
  });
});

it('reads a percent-encoded path as what it stands for', async () => {
  const answer = await post('/v1/cards/card%2Dcompany%2Dcd/activation', PRINTED);
  expect(codeOf(answer)).toBe('409 CARD_ALREADY_ACTIVE');
  expect(await get('/v1/cards?account_id=company%2Dcd')).toMatchObject({ status: 200 });
});

describe('what belongs to someone else', () => {
  it('does not exist: its list is answered as that of an account that nobody has', async () => {
    const others = await get('/v1/cards?account_id=company-ab');
    const unknown = await get('/v1/cards?account_id=nobody');
    expect(codeOf(others)).toBe('404 ACCOUNT_NOT_FOUND');
    expect(withoutIds(others)).toEqual(withoutIds(unknown));
  });

  it('does not exist: its card is answered as one that there is not', async () => {
    const others = await post('/v1/cards/card-company-ab/activation', PRINTED);
    const unknown = await post('/v1/cards/card-company-no/activation', PRINTED);
    expect(codeOf(others)).toBe('404 CARD_NOT_FOUND');
    expect(withoutIds(others)).toEqual(withoutIds(unknown));
    expect(others.headers.get('content-length')).toBe(unknown.headers.get('content-length'));
    expect(await storedCard(card, 'card-company-ab')).toMatchObject({
      status: 'inactive',
      failedAttempts: 0,
    });
  });
});

describe.each<[string, (options: { token?: string; headers?: Record<string, string> }) => Promise<Answer>]>([
  ['the list', (options) => card.request('GET', LIST, options)],
  ['the activation', (options) => card.request('POST', ACTIVATION, { ...options, body: PRINTED })],
])('%s', (_, ask) => {
  it('needs a token', async () => {
    expectUnauthenticated(await ask({}));
  });

  it.each(Object.entries(badTokens))('refuses a token that %s', async (_fault, mint) => {
    expectUnauthenticated(await ask({ token: await mint(card.issuer, CLAIMS) }));
  });

  it('refuses another scheme', async () => {
    expectUnauthenticated(await ask({ headers: { authorization: 'Basic dXNlcjpwYXNzd29yZA==' } }));
  });

  it('refuses the token of a machine', async () => {
    const machine = await card.issuer.mintMachine('reporter', 'memberships.read');
    expect(codeOf(await ask({ token: machine }))).toBe('403 FORBIDDEN');
  });

  it('shows a member of no account nothing', async () => {
    expect((await ask({ token: await card.token() })).status).toBe(404);
  });
});

it.each([
  ['DELETE', LIST, 'GET'],
  ['GET', ACTIVATION, 'POST'],
])('answers no %s at %s', async (method, path, allowed) => {
  const answer = await card.request(method, path, { token });
  expect(codeOf(answer)).toBe('405 METHOD_NOT_ALLOWED');
  expect(answer.headers.get('allow')).toBe(allowed);
});

function get(path: string): Promise<Answer> {
  return card.request('GET', path, { token });
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return card.request('POST', path, { token, body, headers });
}

/** A cursor of company-cd's cards, with another position in it. */
async function tamperedCursor(position: unknown): Promise<string> {
  const { CardEntity } = await import('../src/cards/card.entity.ts');
  const rows = card.dataSource.getRepository(CardEntity);
  const first = await rows.findOneByOrFail({ cardId: 'card-company-cd' });
  const second = Object.assign(first, { cardId: 'second' });
  await rows.createQueryBuilder().insert().values(second).orIgnore().execute();
  const answer = await get(`${LIST}&limit=1`);
  const { page } = cardContract.operations.listCards.responses[200].schema.parse(answer.body);
  const [print] = JSON.parse(Buffer.from(page.next_cursor ?? '', 'base64url').toString()) as unknown[];
  return Buffer.from(JSON.stringify([print, position])).toString('base64url');
}

function expectInvalid(answer: Answer, part: string, pointer: string): void {
  expect(codeOf(answer)).toBe('400 INVALID_REQUEST');
  const { errors } = problem.parse(answer.body);
  expect(errors?.map((fault) => [fault.in, fault.pointer])).toEqual([[part, pointer]]);
}

function expectUnauthenticated(answer: Answer): void {
  expect(codeOf(answer)).toBe(`401 ${platformProblems.unauthenticated.code}`);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
}

/** A problem without the ids of the request, its own and the one in its path. */
function withoutIds(answer: Answer): Problem {
  return { ...problem.parse(answer.body), request_id: '', instance: '' };
}
