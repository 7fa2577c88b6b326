import { customerContract } from '#contracts/customer';
import { platformProblems, problem } from '#contracts/vocabulary';
import { StandInIssuer } from '#libs/stand-ins';
import { type Answer, TEST_NOW, TestService } from '#libs/testing';
import { SupportRequestEntity } from '../src/support-requests/support-request.entity.ts';
import { service } from '../src/service.ts';
import { send } from './sender.ts';

const { createSupportRequest } = customerContract.operations;
const PATHS = [createSupportRequest.path, createSupportRequest.referencePath ?? ''];
const WRITTEN = { contact: 'anna@company-ab.example', message: 'My card has not arrived yet.' };
const ANNA = { sub: 'user-anna', account_ids: ['company-ab', 'company-cd'] };

let customer: TestService;

beforeAll(async () => {
  customer = await TestService.start(service, { environment: { TRUSTED_PROXIES: '1' } });
});

afterAll(() => customer.stop());

describe('an example of the contract', () => {
  it.each(Object.entries(createSupportRequest.examples))('is answered as it says: %s', async (_, example) => {
    const answer = await sendJson(example.body);
    if (example.problem !== undefined) {
      expect(problem.parse(answer.body).code).toBe(example.problem);
      return;
    }
    const { schema } = createSupportRequest.responses[201];
    const expected = schema.parse(example.response).data;
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ data: { ...expected, reference: referenceOf(answer) } });
    expect(referenceOf(answer)).toHaveLength(expected.reference.length);
  });
});

describe('a request that is sent as JSON', () => {
  it.each(PATHS)('to %s is stored and answered with its reference number', async (path) => {
    const answer = await sendJson(WRITTEN, path);
    expect(answer.status).toBe(201);
    expect(referenceOf(answer)).toMatch(/^QS(-[0-9B-DF-HJKMNP-TV-Z]{4}){3}$/);
    expect(await stored(answer)).toEqual({
      reference: referenceOf(answer),
      ...WRITTEN,
      userId: null,
      accountIds: [],
      createdAt: TEST_NOW,
    });
  });

  it('carries the user and the accounts of the token along', async () => {
    const answer = await sendJson(WRITTEN, PATHS[0], await customer.issuer.mint(ANNA));
    expect(await stored(answer)).toMatchObject({
      userId: 'user-anna',
      accountIds: ['company-ab', 'company-cd'],
    });
  });

  it('carries no account along for a machine', async () => {
    const token = await customer.issuer.mintMachine('reporter', 'memberships.read');
    const answer = await sendJson(WRITTEN, PATHS[0], token);
    expect(await stored(answer)).toMatchObject({ userId: null, accountIds: [] });
  });

  it('loses the space around what was written, and nothing within', async () => {
    const message = 'First line\n\n\tSecond line, 10 % & "quoted" — åäö 🙂';
    const answer = await sendJson({ contact: '  070-123 45 67 ', message: `\n ${message} \n` });
    expect(await stored(answer)).toMatchObject({ contact: '070-123 45 67', message });
  });

  it('is stored without invisible characters and full card numbers, in NFC', async () => {
    const answer = await sendJson({
      contact: '\u202Eanna\u200B@company-ab.example\uFEFF',
      message: 'Mitt kort A\u030A 4111\u00A01111\u00A01111\u00A01111 👩\u200D💻',
    });
    expect(await stored(answer)).toMatchObject({
      contact: 'anna@company-ab.example',
      message: 'Mitt kort Å •••• 1111 👩\u200D💻',
    });
  });

  it('may be as long as the contract says, and no longer', async () => {
    const longest = { contact: 'å'.repeat(200), message: '語'.repeat(5_000) };
    expect(await stored(await sendJson(longest))).toMatchObject(longest);
    expectInvalid(await sendJson({ ...longest, contact: 'å'.repeat(201) }), ['/contact']);
    expectInvalid(await sendJson({ ...longest, message: '語'.repeat(5_001) }), ['/message']);
  });

  it.each([
    ['nothing in it', {}, ['/contact', '/message']],
    ['an empty contact', { ...WRITTEN, contact: '' }, ['/contact']],
    ['a message of spaces', { ...WRITTEN, message: ' \n\t ' }, ['/message']],
    ['a contact of invisible characters', { ...WRITTEN, contact: '\u200B\u2060\uFEFF' }, ['/contact']],
    ['null', { ...WRITTEN, message: null }, ['/message']],
    ['a number', { ...WRITTEN, contact: 46 }, ['/contact']],
    ['a list', { ...WRITTEN, message: ['a'] }, ['/message']],
    ['a NUL', { ...WRITTEN, message: 'a\u0000b' }, ['/message']],
    ['a line break in the contact', { ...WRITTEN, contact: 'a\nb' }, ['/contact']],
    ['a field that is not known', { ...WRITTEN, account_id: 'company-ab' }, ['/account_id']],
    ['a list around it', [WRITTEN], ['']],
  ])('is refused with %s', async (_, body, pointers) => {
    expectInvalid(await sendJson(body), pointers);
  });

  it.each([
    ['broken', '{"contact": "a", '],
    ['with a prototype in it', '{"contact": "a", "message": "b", "__proto__": {"a": 1}}'],
    ['empty', ''],
  ])('is refused when it is %s', async (_, body) => {
    const answer = await send(customer, PATHS[0] ?? '', 'application/json', body);
    expect(answer.status).toBe(400);
    expect(problem.parse(answer.body).code).toBe(platformProblems.invalidRequest.code);
  });

  it('is refused with a parameter that is not known', async () => {
    const answer = await sendJson(WRITTEN, `${PATHS[0]}?urgent=true`);
    expect(answer.status).toBe(400);
    expect(problem.parse(answer.body).errors).toMatchObject([{ in: 'query', pointer: '/urgent' }]);
  });
});

describe('a body', () => {
  it('of JSON that is too large is refused', async () => {
    const answer = await sendJson({ ...WRITTEN, message: 'a'.repeat(70_000) }, PATHS[1]);
    expectProblem(answer, platformProblems.payloadTooLarge);
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/jsonx'])(
    'of %s is refused',
    async (mediaType) => {
      const answer = await send(customer, PATHS[0] ?? '', mediaType, JSON.stringify(WRITTEN));
      expectProblem(answer, platformProblems.unsupportedMediaType);
    },
  );
});

describe('a token', () => {
  it.each([
    ['expired', () => customer.issuer.mint(ANNA, { expiresIn: -60 })],
    ['of another issuer', () => customer.issuer.mint(ANNA, { issuer: 'https://other.example' })],
    ['for another audience', () => customer.issuer.mint(ANNA, { audience: 'other-api' })],
    ['signed with another key', forgedToken],
    ['without a signature', unsignedToken],
    ['that is not one', () => Promise.resolve('not.a.token')],
  ])('is not needed, but one %s is refused and nothing is stored', async (_, mint) => {
    const token = await mint();
    const before = await count();
    const form = new URLSearchParams(WRITTEN).toString();
    const answers = [
      await sendJson(WRITTEN, PATHS[0], token),
      await send(customer, PATHS[1] ?? '', 'application/x-www-form-urlencoded', form, token),
    ];
    const [asJson] = answers;
    expect(problem.parse(asJson?.body).code).toBe(platformProblems.unauthenticated.code);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect(await count()).toBe(before);
  });
});

it('answers no other method', async () => {
  const answer = await customer.request('GET', PATHS[0] ?? '');
  expectProblem(answer, platformProblems.methodNotAllowed);
  expect(answer.headers.get('allow')).toBe('POST');
});

function sendJson(body: unknown, path = PATHS[0] ?? '', token?: string): Promise<Answer> {
  return send(customer, path, 'application/json', JSON.stringify(body), token);
}

function referenceOf(answer: Answer): string {
  return createSupportRequest.responses[201].schema.parse(answer.body).data.reference;
}

function stored(answer: Answer): Promise<SupportRequestEntity> {
  return customer.dataSource
    .getRepository(SupportRequestEntity)
    .findOneByOrFail({ reference: referenceOf(answer) });
}

function count(): Promise<number> {
  return customer.dataSource.getRepository(SupportRequestEntity).count();
}

function expectInvalid(answer: Answer, pointers: readonly string[]): void {
  expectProblem(answer, platformProblems.invalidRequest);
  const { errors } = problem.parse(answer.body);
  expect(errors?.map((fault) => [fault.in, fault.pointer])).toEqual(pointers.map((at) => ['body', at]));
}

function expectProblem(answer: Answer, { code, status }: { code: string; status: number }): void {
  expect(answer.status).toBe(status);
  expect(problem.parse(answer.body).code).toBe(code);
}

async function forgedToken(): Promise<string> {
  const forger = await StandInIssuer.start({ port: 0, name: customer.issuer.url });
  const token = await forger.mint(ANNA);
  await forger.stop();
  return token;
}

async function unsignedToken(): Promise<string> {
  const [, claims = ''] = (await customer.issuer.mint(ANNA)).split('.');
  return `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')}.${claims}.`;
}
