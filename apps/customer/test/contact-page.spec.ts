import { customerContract, receiptNotFound } from '#contracts/customer';
import { operationsOf, problem } from '#contracts/vocabulary';
import { createRouter } from '#libs/http-rules';
import { type TestResponse, TestService } from '#libs/testing';
import { SupportRequestEntity } from '../src/support-requests/support-request.entity.ts';
import { service } from '../src/service.ts';
import { newAddress, send, tagWithId, tagsOf, textOf, typedInto } from './support.ts';

const { showContactPage, createSupportRequest, showReceipt } = customerContract.operations;
const FORM = 'application/x-www-form-urlencoded';
const LONGEST_MESSAGE = 5_000;
const WRITTEN = { contact: 'anna@company-ab.example', message: 'My card has not arrived yet.' };

let customer: TestService;

beforeAll(async () => {
  customer = await TestService.start(service, { environment: { TRUSTED_PROXIES: '1' } });
});

afterAll(() => customer.stop());

describe('the contact page', () => {
  it('contains no scripts, and its headers forbid content from other sites', async () => {
    const answer = await get(showContactPage.path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(pageOf(answer)).not.toMatch(/<script|\son\w+=|javascript:|https?:/i);
  });

  it('works on a phone and with a screen reader', async () => {
    const page = pageOf(await get(showContactPage.path));
    expectAccessible(page);
    expect(page).not.toContain('role="alert"');
    expect(tagWithId(page, 'contact').attributes).toMatchObject({ autocomplete: 'email' });
  });

  it('uses the path and the maximum lengths from the contract', async () => {
    const page = pageOf(await get(showContactPage.path));
    const [form] = tagsOf(page, 'form');
    const { action = '', method = '' } = form?.attributes ?? {};
    const operation = createRouter(operationsOf(customerContract)).match(method.toUpperCase(), action);
    expect(operation?.operation.id).toBe(createSupportRequest.id);
    expect(action).toBe(createSupportRequest.referencePath);
    expect(tagWithId(page, 'contact').attributes).toMatchObject({ name: 'contact', maxlength: '200' });
    expect(tagWithId(page, 'message').attributes).toMatchObject({ name: 'message', maxlength: '5000' });
  });

  it.each(['?utm_source=mail', '?fbclid=a&fbclid=b', '?x', '?a[b]=c', '?constructor=x'])(
    'ignores unknown parameters of %s',
    async (query) => {
      const answer = await get(`${showContactPage.path}${query}`);
      expect(answer.status).toBe(200);
      expect(pageOf(answer)).toContain('<form');
    },
  );

  it('sends no referrer to other sites', async () => {
    expect((await get(showContactPage.path)).headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('a valid form', () => {
  it('is stored, and redirects the browser to the receipt', async () => {
    const answer = await sendForm(new URLSearchParams(WRITTEN).toString());
    expect(answer.status).toBe(303);
    const location = answer.headers.get('location') ?? '';
    const request = await stored(answer);
    expect(location).toBe(showReceipt.path.replace('{reference}', request.reference));
    expect(request).toMatchObject({ ...WRITTEN, userId: null, accountIds: [] });
  });

  it('is stored with the accounts of the token', async () => {
    const answer = await sendForm(
      new URLSearchParams(WRITTEN).toString(),
      await customer.token('company-ab', 'company-cd'),
    );
    expect(await stored(answer)).toMatchObject({
      userId: 'user-test',
      accountIds: ['company-ab', 'company-cd'],
    });
  });

  it('counts a line break as one character, although a browser sends two characters', async () => {
    const message = 'a\n'.repeat(2_499) + 'a!';
    expect(message).toHaveLength(5_000);
    const answer = await sendForm(
      new URLSearchParams({ ...WRITTEN, message: message.replaceAll('\n', '\r\n') }).toString(),
    );
    expect(await stored(answer)).toMatchObject({ message });
  });

  it('can contain letters of any alphabet, up to the maximum length', async () => {
    const longest = { contact: '語'.repeat(200), message: '語'.repeat(5_000) };
    const answer = await sendForm(new URLSearchParams(longest).toString());
    expect(await stored(answer)).toMatchObject(longest);
  });

  it('can declare its character set', async () => {
    const body = new URLSearchParams(WRITTEN).toString();
    const path = createSupportRequest.path;
    const answer = await send(customer, path, 'Application/X-WWW-Form-URLencoded; charset=UTF-8', body);
    expect(answer.status).toBe(303);
  });

  it('is stored even if the URL has unknown parameters', async () => {
    const path = `${createSupportRequest.path}?utm_source=mail`;
    const answer = await send(customer, path, FORM, new URLSearchParams(WRITTEN).toString());
    expect(answer.status).toBe(303);
  });
});

describe('an invalid form', () => {
  it('is shown again with the typed texts, and with each error next to its field', async () => {
    const typed = { contact: ' anna@company-ab.example', message: '  \r\n ' };
    const answer = await sendForm(new URLSearchParams(typed).toString());
    expect(answer.status).toBe(422);
    const page = pageOf(answer);
    expectAccessible(page);
    expect(typedInto(page, 'contact')).toBe(typed.contact);
    expect(typedInto(page, 'message')).toBe(typed.message);
    expect(tagWithId(page, 'contact').attributes).toMatchObject({
      'aria-invalid': 'false',
      'aria-describedby': 'contact-hint',
    });
    expect(tagWithId(page, 'message').attributes).toMatchObject({
      'aria-invalid': 'true',
      'aria-describedby': 'message-hint message-fault',
    });
    expect(textOf(page, 'message-fault')).toBe('Error: Write your message');
    expect(await countOf(typed.contact)).toBe(0);
  });

  it('is shown again with a summary that links to each error', async () => {
    const page = pageOf(await sendForm('contact=&message='));
    const tags = tagsOf(page.slice(page.indexOf('<body>')));
    const [alert] = tags.filter(({ attributes }) => attributes.role === 'alert');
    expect(alert?.attributes).toMatchObject({ tabindex: '-1', autofocus: '' });
    const focusable = tags.filter(
      ({ name, attributes }) =>
        ['a', 'input', 'textarea', 'button'].includes(name) && attributes.type !== 'hidden',
    );
    expect(focusable.map(({ attributes: { href, id } }) => href ?? id)).toEqual([
      '#contact',
      '#message',
      'contact',
      'message',
      undefined,
    ]);
    expect(page).toContain('<title>Error: ');
    expect(textOf(page, 'contact-fault')).toBe('Error: Tell us how to reach you');
  });

  it('keeps a message that is too long', async () => {
    const message = 'a'.repeat(5_001);
    const page = pageOf(await sendForm(`contact=a&message=${message}`));
    expect(typedInto(page, 'message')).toBe(message);
    expect(textOf(page, 'message-fault')).toBe('Error: Use at most 5 000 characters');
  });

  it.each(['<', '"', "'"])(
    'is shown again on a page of limited size, even if each text repeats %s 30 000 times',
    async (text) => {
      const page = pageOf(await sendForm(`contact=${text.repeat(30_000)}&message=${text.repeat(30_000)}`));
      expect(typedInto(page, 'message')).toHaveLength(2 * LONGEST_MESSAGE);
      expect(page.length).toBeLessThan(75_000);
    },
  );

  it('shows typed HTML as text', async () => {
    const attack = `"'></textarea><script>alert(1)</script><img src=x onerror=alert(1)>&lt;`;
    const page = pageOf(
      await sendForm(new URLSearchParams({ contact: `${attack}\n`, message: '' }).toString()),
    );
    expect(page).not.toMatch(/<script|<img/);
    expect(typedInto(page, 'contact')).toBe(`${attack}\n`);
    const other = pageOf(await sendForm(new URLSearchParams({ contact: '', message: attack }).toString()));
    expect(other).not.toMatch(/<script|<img/);
    expect(typedInto(other, 'message')).toBe(attack);
    expect(visibleFields(other)).toHaveLength(2);
  });

  it('keeps the line break at the start of a message', async () => {
    const page = pageOf(await sendForm('contact=&message=%0Ab'));
    expect(typedInto(page, 'message')).toBe('\nb');
  });

  it.each([
    ['no fields', ''],
    ['no message', 'contact=a'],
    ['a repeated field', 'contact=a&message=b&message=c'],
    ['a field as a list', 'contact=a&message[]=b'],
    ['an unknown field', 'contact=a&message=b&account_id=company-ab'],
    ['a control character', 'contact=a%00&message=b'],
  ])('is shown again if it has %s', async (_, body) => {
    const answer = await sendForm(body);
    expect(answer.status).toBe(422);
    expectAccessible(pageOf(answer));
    expect(pageOf(answer)).toContain('role="alert"');
  });

  it('keeps the first value of a field that is sent twice', async () => {
    const page = pageOf(await sendForm('contact=a&message=b&message=c'));
    expect(typedInto(page, 'message')).toBe('b');
  });

  it('is shown again without an unknown field, so that the person can send the form again', async () => {
    const page = pageOf(await sendForm('contact=a&message=b&account_id=company-ab'));
    expect(page).toContain('We could not read the form');
    expect(visibleFields(page).map(({ name }) => name)).toEqual(['contact', 'message']);
    const again = new URLSearchParams({
      contact: typedInto(page, 'contact'),
      message: typedInto(page, 'message'),
    });
    expect((await sendForm(again.toString())).status).toBe(303);
  });

  it('returns 400 with an error page if a field is called __proto__', async () => {
    const answer = await sendForm('contact=a&message=b&__proto__=c');
    expect(answer.status).toBe(400);
    expectAccessible(pageOf(answer));
  });
});

describe('the receipt', () => {
  it('shows the reference number and what happens next, but not the message', async () => {
    const sent = await sendForm(new URLSearchParams(WRITTEN).toString(), await customer.token('company-ab'));
    const answer = await get(sent.headers.get('location') ?? '');
    expect(answer.status).toBe(200);
    const page = pageOf(answer);
    expectAccessible(page);
    expect(page).toContain((await stored(sent)).reference);
    expect(page).toContain('What happens next');
    expect(tagsOf(page, 'a').map(({ attributes }) => attributes.href)).toEqual([showContactPage.path]);
    for (const secret of [WRITTEN.contact, WRITTEN.message, 'company-ab', 'user-test'])
      expect(page).not.toContain(secret);
  });

  it('is the same page for a request that was sent as JSON', async () => {
    const body = JSON.stringify(WRITTEN);
    const sent = await send(customer, createSupportRequest.path, 'application/json', body);
    const { data } = createSupportRequest.responses[201].schema.parse(sent.body);
    const answer = await get(showReceipt.path.replace('{reference}', data.reference));
    expect(answer.status).toBe(200);
    expect(pageOf(answer)).toContain(data.next_steps);
  });

  it.each(['QS-0000-0000-0000', 'QS', 'a'])('returns 404 for the reference %s', async (reference) => {
    const answer = await get(showReceipt.path.replace('{reference}', reference));
    expect(answer.status).toBe(receiptNotFound.status);
    expectAccessible(pageOf(answer));
    expect(pageOf(answer)).toContain(receiptNotFound.title);
  });

  it.each(['%00', 'a%2Fb', 'a'.repeat(10_000), '%3Cscript%3E', '%zz', '%E0%A4', '%'])(
    'returns 400 for the invalid path segment %p',
    async (reference) => {
      const answer = await get(showReceipt.path.replace('{reference}', reference));
      expect(answer.status).toBe(400);
      expectAccessible(pageOf(answer));
      expect(pageOf(answer)).not.toContain('<script');
    },
  );
});

describe('an error response', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const receipt = showReceipt.path.replace('{reference}', 'QS-0000-0000-0000');
  const contact = createSupportRequest.referencePath ?? '';

  it.each([
    ['POST', showContactPage.path, {}, 405, 'GET, HEAD'],
    ['DELETE', receipt, {}, 405, 'GET, HEAD'],
    ['GET', contact, browser, 405, 'POST'],
    ['GET', '/customer/no-such-page', browser, 404, null],
    ['GET', `${receipt}/more`, {}, 404, null],
    ['GET', `${receipt}/%zz`, {}, 400, null],
  ] as const)('is a page for a browser: %s %s', async (method, path, headers, status, allow) => {
    const answer = await customer.request(method, path, { headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expectAccessible(pageOf(answer));
  });

  it.each([
    ['a body that is too large', FORM, `contact=a&message=${'a'.repeat(70_000)}`, 413],
    ['a body of a wrong type', 'multipart/form-data; boundary=x', '--x--', 415],
    ['a body without a type', '', 'contact=a', 415],
  ])('is a page if a browser sends %s', async (_, mediaType, body, status) => {
    const headers = { ...browser, 'content-type': mediaType, 'x-forwarded-for': newAddress() };
    const answer = await customer.request('POST', contact, { body, headers });
    expect(answer.status).toBe(status);
    expectAccessible(pageOf(answer));
  });

  it.each([
    ['GET', receipt, { accept: 'application/json' }],
    ['GET', contact, {}],
    ['GET', '/v1/nothing', {}],
  ])('is a problem in JSON if the client is not a browser: %s %s', async (method, path, headers) => {
    const answer = await customer.request(method, path, { headers });
    expect(problem.parse(answer.body).status).toBe(answer.status);
  });
});

function get(path: string): Promise<TestResponse> {
  return customer.request('GET', path, { headers: { 'x-forwarded-for': newAddress() } });
}

function sendForm(body: string, token?: string): Promise<TestResponse> {
  return send(customer, createSupportRequest.referencePath ?? '', FORM, body, token);
}

function pageOf({ body }: TestResponse): string {
  if (typeof body !== 'string') throw new Error(`Not a page: ${JSON.stringify(body)}`);
  return body;
}

function stored(answer: TestResponse): Promise<SupportRequestEntity> {
  const reference = answer.headers.get('location')?.split('/').at(-1) ?? '';
  return customer.dataSource.getRepository(SupportRequestEntity).findOneByOrFail({ reference });
}

function countOf(contact: string): Promise<number> {
  return customer.dataSource.getRepository(SupportRequestEntity).countBy({ contact });
}

function visibleFields(page: string) {
  return tagsOf(page, 'input', 'textarea')
    .map(({ attributes }) => attributes)
    .filter(({ type }) => type !== 'hidden');
}

function expectAccessible(page: string): void {
  expect(tagsOf(page, 'html')).toEqual([{ name: 'html', attributes: { lang: 'en' } }]);
  expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1" />');
  expect(page).toMatch(/<title>[^<]+<\/title>/);
  expect(tagsOf(page, 'h1')).toHaveLength(1);
  expect(tagsOf(page, 'main')).toHaveLength(1);
  const labelled = tagsOf(page, 'label').map(({ attributes }) => attributes.for);
  const controls = visibleFields(page);
  expect(labelled).toEqual(controls.map(({ id }) => id));
  const references = tagsOf(page).flatMap(({ attributes }) => [
    ...(attributes['aria-describedby']?.split(' ') ?? []),
    ...(attributes['aria-labelledby']?.split(' ') ?? []),
    ...(attributes.href?.startsWith('#') ? [attributes.href.slice(1)] : []),
  ]);
  for (const id of references) expect(tagWithId(page, id)).toBeDefined();
}
