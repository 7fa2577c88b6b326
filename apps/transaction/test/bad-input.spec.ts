import { TestService } from '#libs/testing';
import { service } from '../src/service.ts';
import { listIn, problemIn } from './answers.ts';

let transaction: TestService;

beforeAll(async () => {
  transaction = await TestService.start(service);
});

afterAll(() => transaction.stop());

const get = (path: string) => transaction.as(['company-ab', 'company-cd'], 'GET', path);

const LIST = '/v1/transactions?account_id=company-ab';
const SPEND = '/v1/spend?account_id=company-ab';

const faults: [string, string][] = [
  [`${LIST}&limit=abc`, '/limit'],
  [`${LIST}&limit=0`, '/limit'],
  [`${LIST}&limit=101`, '/limit'],
  [`${LIST}&limit=1e2`, '/limit'],
  [`${LIST}&limit=-1`, '/limit'],
  [`${LIST}&limit=1.0`, '/limit'],
  [`${LIST}&limit=`, '/limit'],
  [`${LIST}&limit=3&limit=3`, '/limit'],
  [`${LIST}&sort=amount`, '/sort'],
  [`${LIST}&from=2026-02-30`, '/from'],
  [`${LIST}&from=2026-6-1`, '/from'],
  [`${LIST}&from=0000-01-01`, '/from'],
  [`${LIST}&to=today`, '/to'],
  [`${LIST}&to=2026-06-01T00:00:00Z`, '/to'],
  [`${LIST}&from=2026-06-02&to=2026-06-01`, '/from'],
  [`${LIST}&status=x`, '/status'],
  [`${LIST}&status=unknown`, '/status'],
  [`${LIST}&status=posted&status=pending`, '/status'],
  [`${LIST}&text=a`, '/text'],
  [`${LIST}&text=%20a%20`, '/text'],
  [`${LIST}&text=${'a'.repeat(65)}`, '/text'],
  [`${LIST}&text=a%00b`, '/text'],
  [`${LIST}&cursor=`, '/cursor'],
  [`${LIST}&cursor=garbage`, '/cursor'],
  [`${LIST}&cursor=${'a'.repeat(513)}`, '/cursor'],
  [`${LIST}&account_id=company-ab`, '/account_id'],
  ['/v1/transactions', '/account_id'],
  ['/v1/transactions?account_id=', '/account_id'],
  ['/v1/transactions?account_id=a%2Fb', '/account_id'],
  [`/v1/transactions?account_id=${'a'.repeat(10_000)}`, '/account_id'],
  [`${SPEND}&limit=abc`, '/limit'],
  [`${SPEND}&from=2026-06-01`, '/from'],
  [`${SPEND}&account_id=company-ab`, '/account_id'],
  ['/v1/spend', '/account_id'],
  ['/v1/spend?account_id=', '/account_id'],
  ['/v1/spend?account_id=company%20ab', '/account_id'],
  [`/v1/spend?account_id=${'a'.repeat(10_000)}`, '/account_id'],
];

it.each(faults.map(([path, pointer]) => ({ path, pointer, shown: path.slice(0, 90) })))(
  'refuses $shown and points at $pointer',
  async ({ path, pointer }) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(problemIn(answer)).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ in: 'query', pointer }] });
  },
);

it('names every fault at once', async () => {
  const { errors } = problemIn(await get(`${LIST}&limit=0&from=x&status=y&sort=z`));
  expect(errors?.map(({ pointer }) => pointer).toSorted()).toEqual(['/from', '/limit', '/sort', '/status']);
});

describe('a cursor', () => {
  let cursor: string;

  beforeAll(async () => {
    const { page } = listIn(await get(`${LIST}&text=espresso&limit=1`));
    cursor = page.next_cursor ?? '';
    expect(cursor).not.toBe('');
  });

  it('goes on where it was given out', async () => {
    expect((await get(`${LIST}&text=espresso&limit=50&cursor=${cursor}`)).status).toBe(200);
  });

  it.each([
    ['another account', '/v1/transactions?account_id=company-cd&text=espresso'],
    ['another text', `${LIST}&text=clas`],
    ['no text', LIST],
    ['a status', `${LIST}&text=espresso&status=posted`],
    ['a first day', `${LIST}&text=espresso&from=2026-01-01`],
    ['a last day', `${LIST}&text=espresso&to=2026-06-15`],
  ])('is refused with %s', async (_, path) => {
    const answer = await get(`${path}&cursor=${cursor}`);
    expect(answer.status).toBe(400);
    expect(problemIn(answer).errors?.map(({ pointer }) => pointer)).toEqual(['/cursor']);
  });

  it.each([
    ['a moment that does not exist', { occurredAt: '2026-02-30T00:00:00Z', transactionId: 'txn-1' }],
    ['a year that does not exist', { occurredAt: '0000-01-01T00:00:00Z', transactionId: 'txn-1' }],
    ['no moment', { transactionId: 'txn-1' }],
    ['an id that no row has', { occurredAt: '2026-02-03T00:00:00Z', transactionId: 'a\u0000b' }],
    ['text for a position', 'x'],
  ])('is refused with %s inside', async (_, position) => {
    const answer = await get(`${LIST}&text=espresso&cursor=${withPosition(position)}`);
    expect(answer.status).toBe(400);
    expect(problemIn(answer).errors?.map(({ pointer }) => pointer)).toEqual(['/cursor']);
  });

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z'])(
    'may stand at the edge of time, %s',
    async (occurredAt) => {
      const position = withPosition({ occurredAt, transactionId: 'txn-1' });
      expect((await get(`${LIST}&text=espresso&cursor=${position}`)).status).toBe(200);
    },
  );

  /** The cursor, made to stand somewhere else. */
  function withPosition(position: unknown): string {
    const [print] = Buffer.from(cursor, 'base64url').toString().split(',');
    return Buffer.from(`${print},${JSON.stringify(position)}]`).toString('base64url');
  }
});

it('answers a path that is not its own with 404, and a method that it lacks with 405', async () => {
  expect((await get('/v1/transactions/%2e%2e%2fsecret')).status).toBe(404);
  const answer = await transaction.as(['company-ab'], 'POST', LIST, {});
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET');
});
