import { z } from 'zod';
import { invoiceContract } from '#contracts/invoice';
import { platformProblems, problem } from '#contracts/vocabulary';
import { StandInIssuer } from '#libs/stand-ins';
import { type Answer, TestService } from '#libs/testing';
import { InvoiceEntity } from '../src/invoices/invoice.entity.ts';
import { service } from '../src/service.ts';

const MEMBER = { sub: 'user-test', account_ids: ['company-cd'] };
const PATH = '/v1/invoices?account_id=company-cd';

let invoice: TestService;

beforeAll(async () => {
  invoice = await TestService.start(service);
});

afterAll(() => invoice.stop());

describe('a request that is not valid', () => {
  it.each([
    ['a limit that is a word', 'limit=abc', '/limit'],
    ['a limit of 0', 'limit=0', '/limit'],
    ['a limit of 101', 'limit=101', '/limit'],
    ['a limit in another notation', 'limit=1e2', '/limit'],
    ['a limit with a sign', 'limit=-1', '/limit'],
    ['a limit with a fraction', 'limit=1.0', '/limit'],
    ['an empty limit', 'limit=', '/limit'],
    ['two limits', 'limit=1&limit=2', '/limit'],
    ['two accounts', 'account_id=company-cd', '/account_id'],
    ['a parameter that is not known', 'sort=amount', '/sort'],
    ['a status that is not known', 'status=x', '/status'],
    ['the status that stands for newer ones', 'status=unknown', '/status'],
    ['two statuses', 'status=due&status=paid', '/status'],
    ['an empty cursor', 'cursor=', '/cursor'],
    ['a cursor of nonsense', 'cursor=nonsense', '/cursor'],
    ['a cursor that is too long', `cursor=${'a'.repeat(10_000)}`, '/cursor'],
  ])('with %s is refused', async (_, query, pointer) => {
    const answer = await asMember(`${PATH}&${query}`);
    expectInvalid(answer, pointer);
  });

  it.each([
    ['none', '/v1/invoices'],
    ['an empty one', '/v1/invoices?account_id='],
    ['one of 10 kB', `/v1/invoices?account_id=${'a'.repeat(10_000)}`],
    ['one with a percent-encoded slash', '/v1/invoices?account_id=company%2Fcd'],
    ['one with a percent-encoded NUL', '/v1/invoices?account_id=company%00cd'],
    ['one that is encoded twice', '/v1/invoices?account_id=company%252Dcd'],
  ])('with this account id is refused: %s', async (_, path) => {
    expectInvalid(await asMember(path), '/account_id');
  });

  it('is rejected as a whole if its percent-encoding is broken', async () => {
    const { status, body } = await asMember('/v1/invoices?account_id=company%2');
    expect([status, problem.parse(body).code]).toEqual([400, platformProblems.invalidRequest.code]);
  });

  it('names every fault at once', async () => {
    const answer = await asMember(`${PATH}&limit=abc&status=x`);
    expect(problem.parse(answer.body).errors?.map(({ pointer }) => pointer)).toEqual(['/limit', '/status']);
  });
});

it('reads a percent-encoded account id as the same account', async () => {
  const plain = await asMember(PATH);
  const encoded = await asMember('/v1/invoices?account_id=company%2Dcd');
  expect(encoded.body).toEqual(plain.body);
});

describe('a cursor', () => {
  it.each([
    ['another account', 'account_id=invoice-overdue'],
    ['another filter', 'account_id=company-cd&status=paid'],
  ])('of the same list goes on, with %s it does not', async (_, query) => {
    const cursor = await firstCursor();
    const token = await invoice.token('company-cd', 'invoice-overdue');
    const same = await invoice.request('GET', `${PATH}&limit=1&cursor=${cursor}`, { token });
    expect(same.status).toBe(200);
    const other = await invoice.request('GET', `/v1/invoices?${query}&limit=1&cursor=${cursor}`, { token });
    expectInvalid(other, '/cursor');
  });

  it.each([
    ['a day that does not exist', { dueDate: '2026-02-30', invoiceId: 'inv-company-cd-2' }],
    ['a year that does not exist', { dueDate: '0000-01-01', invoiceId: 'inv-company-cd-2' }],
    ['a NUL', { dueDate: '2026-06-15', invoiceId: '\u0000' }],
    ['a number', { dueDate: '2026-06-15', invoiceId: 1 }],
    ['no id', { dueDate: '2026-06-15' }],
    ['no object', 'x'],
  ])('that was tampered with to hold %s is refused', async (_, position) => {
    const [print] = decoded(await firstCursor());
    const tampered = Buffer.from(JSON.stringify([print, position])).toString('base64url');
    expectInvalid(await asMember(`${PATH}&cursor=${tampered}`), '/cursor');
  });

  it('holds nothing but where the page ends', async () => {
    const [, position] = decoded(await firstCursor());
    expect(position).toEqual({ dueDate: '2026-07-25', invoiceId: 'inv-company-cd-2' });
  });
});

describe("another's account", () => {
  it('does not exist: the answer is that of an account that nobody has', async () => {
    const others = await asMember('/v1/invoices?account_id=company-ab');
    const unknown = await asMember('/v1/invoices?account_id=nobody');
    expect(others.status).toBe(404);
    expect(problem.parse(others.body).code).toBe(platformProblems.accountNotFound.code);
    expect(withoutRequestId(others)).toEqual(withoutRequestId(unknown));
    expect(others.headers.get('content-length')).toBe(unknown.headers.get('content-length'));
  });

  it('never lends an invoice to the list of the own account', async () => {
    const answer = await asMember(PATH);
    expect(JSON.stringify(answer.body)).not.toContain('company-ab');
    expect(await invoice.dataSource.getRepository(InvoiceEntity).countBy({ accountId: 'company-ab' })).toBe(
      1,
    );
  });
});

describe('a token', () => {
  it('is needed', async () => {
    expectUnauthenticated(await invoice.request('GET', PATH));
  });

  it.each([
    ['expired', () => invoice.issuer.mint(MEMBER, { expiresIn: -60 })],
    ['of another issuer', () => invoice.issuer.mint(MEMBER, { issuer: 'https://other.example' })],
    ['for another audience', () => invoice.issuer.mint(MEMBER, { audience: 'other-api' })],
    ['signed with another key', forgedToken],
    ['without a signature', unsignedToken],
    ['that is not one', () => Promise.resolve('not.a.token')],
    ['that is empty', () => Promise.resolve('')],
  ])('%s is refused', async (_, mint) => {
    expectUnauthenticated(await invoice.request('GET', PATH, { token: await mint() }));
  });

  it('of another scheme is refused', async () => {
    const headers = { authorization: `Basic ${Buffer.from('user:password').toString('base64')}` };
    expectUnauthenticated(await invoice.request('GET', PATH, { headers }));
  });

  it('of a machine is not enough', async () => {
    const token = await invoice.issuer.mintMachine('reporter', 'memberships.read');
    const answer = await invoice.request('GET', PATH, { token });
    expect(answer.status).toBe(403);
  });

  it('of a member of no account shows no account', async () => {
    const answer = await invoice.as([], 'GET', PATH);
    expect(answer.status).toBe(404);
  });
});

it('answers no other method', async () => {
  const answer = await invoice.as(['company-cd'], 'POST', PATH, {});
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET');
});

async function asMember(path: string): Promise<Answer> {
  return invoice.request('GET', path, { token: await invoice.issuer.mint(MEMBER) });
}

async function firstCursor(): Promise<string> {
  const answer = await asMember(`${PATH}&limit=1`);
  const { page } = invoiceContract.operations.listInvoices.responses[200].schema.parse(answer.body);
  if (page.next_cursor === null) throw new Error('There is no second page');
  return page.next_cursor;
}

function decoded(cursor: string): unknown[] {
  return z.array(z.unknown()).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
}

async function forgedToken(): Promise<string> {
  const forger = await StandInIssuer.start({ port: 0, name: invoice.issuer.url });
  const token = await forger.mint(MEMBER);
  await forger.stop();
  return token;
}

async function unsignedToken(): Promise<string> {
  const [, claims = ''] = (await invoice.issuer.mint(MEMBER)).split('.');
  return `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')}.${claims}.`;
}

function expectInvalid(answer: Answer, pointer: string): void {
  expect(answer.status).toBe(400);
  const { code, errors } = problem.parse(answer.body);
  expect(code).toBe(platformProblems.invalidRequest.code);
  expect(errors?.map((fault) => [fault.in, fault.pointer])).toEqual([['query', pointer]]);
}

function expectUnauthenticated(answer: Answer): void {
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  expect(problem.parse(answer.body).code).toBe(platformProblems.unauthenticated.code);
}

function withoutRequestId(answer: Answer): unknown {
  return { ...problem.parse(answer.body), request_id: undefined };
}
