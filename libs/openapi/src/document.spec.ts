import { z } from 'zod';
import {
  contract,
  html,
  json,
  operation,
  data,
  list,
  pageParameters,
  problemType,
  calendarDate,
  identifier,
  openEnum,
} from '#contracts/vocabulary';
import { openApiDocument } from './document.ts';

const book = z
  .object({
    book_id: identifier,
    status: openEnum(['lent', 'there']).meta({ id: 'BookStatus' }),
    due: calendarDate.nullable().meta({ description: 'When it comes back' }),
    cover: z.url().meta({ volatile: true }),
  })
  .meta({ id: 'Book', description: 'A book' });
const atlas = {
  book_id: 'atlas',
  status: 'there',
  due: null,
  cover: 'https://covers.example/atlas',
} as const;

const library = contract('library', {
  listBooks: operation({
    method: 'GET',
    path: '/v1/books',
    summary: 'Lists books.',
    access: 'member',
    exposure: 'edge',
    query: { account_id: identifier.describe('Whose books'), ...pageParameters },
    responses: { 200: json('The books', list(book)) },
    examples: {
      two: {
        summary: 'One book',
        query: { account_id: 'a' },
        response: { data: [atlas], page: { next_cursor: null, total_count: 1 } },
      },
      hidden: {
        summary: 'One more book',
        query: { account_id: 'c' },
        response: { data: [atlas], page: { next_cursor: null, total_count: 1 } },
        documented: false,
      },
      other: { summary: "Somebody else's", query: { account_id: 'b' }, problem: 'ACCOUNT_NOT_FOUND' },
    },
  }),
  lendBook: operation({
    method: 'POST',
    path: '/v1/books/{book_id}/loan',
    referencePath: '/lend/{book_id}',
    summary: 'Lends a book.',
    access: 'public',
    exposure: 'edge',
    rateLimit: 60,
    built: false,
    accepts: ['application/json', 'application/x-www-form-urlencoded'],
    params: { book_id: identifier },
    body: { until: calendarDate, note: z.string().optional().meta({ personal: true }) },
    responses: { 201: json('Lent', data(book), { location: '/v1/books/{book_id}' }) },
    problems: [
      problemType({ code: 'BOOK_LENT', status: 409, title: 'It is lent already' }),
      problemType({ code: 'BOOK_LOST', status: 409, title: 'It is lost' }),
    ],
    examples: {
      lent: {
        summary: 'Lent',
        params: { book_id: 'atlas' },
        body: { until: '2026-06-30' },
        response: { data: atlas },
      },
      wrong: { summary: 'No such day', body: { until: '2026-02-30' }, problem: 'INVALID_REQUEST' },
    },
  }),
  returnBook: operation({
    method: 'POST',
    path: '/v1/returns',
    summary: 'Takes a book back.',
    access: 'public',
    exposure: 'edge',
    idempotencyKey: 'optional',
    accepts: ['application/json', 'application/x-www-form-urlencoded'],
    body: { book_id: identifier },
    responses: { 200: json('Returned', data(book)), 422: html('The form again') },
  }),
  showShelf: operation({
    method: 'GET',
    path: '/shelf',
    summary: 'Shows the shelf.',
    access: 'machine:shelf.read',
    exposure: 'internal',
    responses: { 200: html('The shelf') },
  }),
});

const document = openApiDocument(library, { title: 'Library API', description: 'Books.' });
const listBooks = document.paths['/v1/books']?.get;
const lendBook = document.paths['/v1/books/{book_id}/loan']?.post;

it('the OpenAPI document is OpenAPI 3.1, and has the title, the tag and the server of its service', () => {
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { title: 'Library API', description: 'Books.', version: '1' },
    servers: [{ url: '/' }],
    tags: [{ name: 'library', description: 'Books.' }],
  });
  const servers = [{ url: 'https://api.example' }];
  expect(openApiDocument(library, { title: 'Library API', description: '', servers }).servers).toEqual(
    servers,
  );
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  for (const { tags } of operations) expect(tags).toEqual(['library']);
});

it('the OpenAPI document has every path, including ping and the reference paths, with a unique operation id', () => {
  const ids = Object.entries(document.paths).map(([path, item]) => [
    path,
    Object.entries(item).map(([method, { operationId }]) => `${method} ${operationId}`),
  ]);
  expect(Object.fromEntries(ids)).toEqual({
    '/v1/books': ['get listBooks'],
    '/v1/books/{book_id}/loan': ['post lendBook'],
    '/lend/{book_id}': ['post lendBookByReferencePath'],
    '/v1/returns': ['post returnBook'],
    '/shelf': ['get showShelf'],
    '/ping': ['get pingLibrary'],
  });
  const { operationId, ...byReference } = document.paths['/lend/{book_id}']?.post ?? {};
  expect({ ...byReference, operationId: 'lendBook' }).toEqual(lendBook);
});

it('the OpenAPI document describes who can call an operation, and how often', () => {
  expect(listBooks?.description).toBe(
    'A signed-in user can call it, for the companies in their token. A caller can call it 300 times a minute.',
  );
  expect(document.paths['/shelf']?.get?.description).toMatch(
    /^Only a machine whose token has the scope `shelf.read` can call it. It is internal/,
  );
  expect(listBooks).toMatchObject({ 'x-access': 'member', security: [{ bearer: [] }] });
  expect(lendBook).toMatchObject({ 'x-access': 'public', security: [{}, { bearer: [] }] });
  expect(document.paths['/shelf']?.get).toMatchObject({
    'x-access': 'machine:shelf.read',
    'x-exposure': 'internal',
    security: [{ bearer: ['shelf.read'] }],
  });
  expect(document.components.securitySchemes).toHaveProperty('bearer');
});

it.each([
  ['owner', 'Only an owner of the company can call it. Other members get 403.'],
  ['support', "Only Qred's support can call it, for any company. Customers get 403."],
] as const)('the OpenAPI document describes an operation with the access %s', (access, description) => {
  const { id, ...lent } = { ...library.operations.lendBook, access };
  const { paths } = openApiDocument(contract('library', { [id]: lent }), {
    title: 'Library',
    description: '',
    servers: [],
  });
  const { post } = paths['/v1/books/{book_id}/loan'] ?? {};
  expect(post).toMatchObject({ 'x-access': access, security: [{ bearer: [] }] });
  expect(post?.description).toContain(description);
  expect(post?.responses).toHaveProperty('403');
});

it('the OpenAPI document marks an operation that is not built', () => {
  expect(lendBook).toMatchObject({ 'x-built': false });
  expect(listBooks).not.toHaveProperty('x-built');
});

it('the OpenAPI document describes parameters as text, with the values in the examples', () => {
  expect(listBooks?.parameters).toEqual([
    {
      name: 'account_id',
      in: 'query',
      required: true,
      description: 'Whose books',
      schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
      examples: { two: { value: 'a' }, other: { value: 'b' } },
    },
    {
      name: 'limit',
      in: 'query',
      required: false,
      description: 'How many to return',
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
    },
    {
      name: 'cursor',
      in: 'query',
      required: false,
      description: expect.any(String) as string,
      schema: { type: 'string', minLength: 1, maxLength: 4_096 },
    },
  ]);
  expect(lendBook?.parameters).toMatchObject([
    { name: 'book_id', in: 'path', required: true, description: 'The id of the book' },
  ]);
});

it('the OpenAPI document forbids additional fields in requests, and allows them in responses', () => {
  expect(document.components.schemas.Book).toMatchObject({ type: 'object', description: 'A book' });
  expect(document.components.schemas.Book).not.toHaveProperty('additionalProperties');
  expect(lendBook).toHaveProperty(['requestBody', 'content', 'application/json', 'schema'], {
    type: 'object',
    properties: {
      until: { type: 'string', format: 'date' },
      note: { type: 'string', 'x-personal-data': true },
    },
    required: ['until'],
    additionalProperties: false,
  });
});

it("the OpenAPI document follows a contract's own rule for additional fields", () => {
  const odds = data(
    z.object({
      shelves: z.record(z.string(), z.int().min(0).max(9)),
      label: z.strictObject({ text: z.string() }),
      anything: z.looseObject({}),
      plain: z.object({}),
    }),
  );
  const note = z.record(z.string(), z.string());
  const attic = contract('attic', {
    sort: operation({
      method: 'POST',
      path: '/v1/odds',
      summary: 'Sorts odds.',
      access: 'public',
      exposure: 'edge',
      body: { note, label: z.strictObject({ text: z.string() }) },
      responses: { 200: json('The odds', odds) },
    }),
  });
  const { paths, components } = openApiDocument(attic, { title: 'Attic API', description: '' });
  expect(components.schemas).toHaveProperty('SortResponse.properties.data.properties', {
    shelves: {
      type: 'object',
      propertyNames: { type: 'string' },
      additionalProperties: { type: 'integer', minimum: 0, maximum: 9 },
    },
    label: expect.objectContaining({ additionalProperties: false }) as object,
    anything: expect.objectContaining({ additionalProperties: {} }) as object,
    plain: { type: 'object', properties: {} },
  });
  const { post } = paths['/v1/odds'] ?? {};
  expect(post).toHaveProperty(['requestBody', 'content', 'application/json', 'schema', 'properties'], {
    note: expect.objectContaining({ additionalProperties: { type: 'string' } }) as object,
    label: expect.objectContaining({ additionalProperties: false }) as object,
  });
});

describe('a schema with rules of zod', () => {
  const documentWith = (value: z.ZodType) =>
    openApiDocument(
      contract('attic', {
        sort: operation({
          method: 'POST',
          path: '/v1/odds/{odd_id}',
          summary: 'Sorts odds.',
          access: 'public',
          exposure: 'edge',
          params: { odd_id: identifier },
          query: { page: z.coerce.number().optional() },
          body: { value },
          responses: { 200: json('The odds', data(z.object({}))) },
          examples: {
            sorted: {
              summary: 'Sorted',
              params: { odd_id: 'a' },
              query: { page: '2' },
              response: { data: {} },
            },
          },
        }),
      }),
      { title: 'Attic API', description: '' },
    ).paths['/v1/odds/{odd_id}']?.post;

  it.each([
    [
      z.string().regex(/^[a-z]+$/i),
      /^attic.sort can't be documented: OpenAPI can't express the flags of .*\/i. Write/,
    ],
    [z.array(z.string().regex(/^[\p{L}--[a-z]]+$/v)), /OpenAPI can't express the flags/],
    [z.url({ protocol: /^https$/ }), /has no rule for a protocol or a hostname. Use z.url\(\).regex/],
    [z.httpUrl().nullable(), /has no rule for a protocol or a hostname/],
    [z.date(), /^attic.sort can't be documented: Date cannot be represented/],
  ])('is rejected with the name of the operation if OpenAPI lacks the rule', (value, message) => {
    expect(() => documentWith(value)).toThrow(message);
  });

  it('is documented without readonly(), which concerns only TypeScript', () => {
    const body = ['requestBody', 'content', 'application/json', 'schema', 'properties', 'value'];
    expect(documentWith(z.array(z.string()).readonly())).toHaveProperty(body, {
      type: 'array',
      items: { type: 'string' },
    });
  });

  it('is documented with numbers in the examples of a numeric parameter', () => {
    expect(documentWith(z.string())?.parameters?.[1]).toMatchObject({
      schema: { type: 'number' },
      examples: { sorted: { value: 2 } },
    });
  });
});

describe('two schemas with one name', () => {
  const thing = (shape: z.ZodRawShape, id = 'Thing') => z.object(shape).meta({ id });
  const documentOf = (sent: z.ZodType, shown: z.ZodType) =>
    openApiDocument(
      contract('attic', {
        sort: operation({
          method: 'POST',
          path: '/v1/odds',
          summary: 'Sorts odds.',
          access: 'public',
          exposure: 'edge',
          body: { sent },
          responses: { 200: json('The odds', data(shown)) },
        }),
      }),
      { title: 'Attic API', description: '' },
    );
  const shared = thing({ name: z.string() });
  const defaulted = thing({ name: z.string().default('a') });

  it.each([
    ['have different fields', thing({ name: z.string() }), thing({ size: z.int() })],
    ['are one schema whose requests and responses differ', defaulted, defaulted],
    ['are a schema and the generated name of a response', thing({}, 'SortResponse'), z.string()],
    ['are a schema and the schema of problems', thing({}, 'Problem'), z.string()],
  ])('are rejected if they %s', (_, sent, shown) => {
    expect(() => documentOf(sent, shown)).toThrow(
      /^attic.sort can't be documented: two different schemas are called (Thing|SortResponse|Problem)\./,
    );
  });

  it('are one component if they are equal', () => {
    expect(documentOf(shared, shared).components.schemas).toHaveProperty('Thing');
  });
});

it('the OpenAPI document marks personal data', () => {
  const schema = ['requestBody', 'content', 'application/json', 'schema', 'properties', 'note'];
  expect(lendBook).toHaveProperty(schema, { type: 'string', 'x-personal-data': true });
});

it('the OpenAPI document describes the body for every media type that the operation accepts', () => {
  expect(lendBook).toHaveProperty('requestBody.content', {
    'application/json': expect.anything() as unknown,
    'application/x-www-form-urlencoded': expect.anything() as unknown,
  });
  expect(listBooks).not.toHaveProperty('requestBody');
});

it('the OpenAPI document declares each shared response and schema once, sorted by name, and refers to it', () => {
  const { schemas, responses } = document.components;
  expect(Object.keys(schemas)).toEqual([
    'Book',
    'BookStatus',
    'FieldError',
    'LendBookResponse',
    'ListBooksResponse',
    'Page',
    'Ping',
    'PingResponse',
    'Problem',
    'ReturnBookResponse',
  ]);
  expect(Object.keys(responses)).toEqual(Object.keys(responses).toSorted());
  expect(schemas.Book).toMatchObject({
    properties: { status: { $ref: '#/components/schemas/BookStatus' }, cover: { 'x-volatile': true } },
  });
  expect(listBooks).toHaveProperty(['responses', '200', 'content', 'application/json', 'schema'], {
    $ref: '#/components/schemas/ListBooksResponse',
  });
  expect(schemas.ListBooksResponse).toEqual({
    type: 'object',
    properties: {
      data: { type: 'array', items: { $ref: '#/components/schemas/Book' } },
      page: { $ref: '#/components/schemas/Page' },
    },
    required: ['data', 'page'],
  });
});

it('the OpenAPI document contains every component that it refers to', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
  expect(references.length).toBeGreaterThan(10);
  for (const [, kind = '', name = ''] of references) expect(document.components).toHaveProperty([kind, name]);
  expect(JSON.stringify(document)).not.toContain('$defs');
});

it('the OpenAPI document has a response for each status of a problem, and refers to the shared responses', () => {
  expect(Object.keys(lendBook?.responses ?? {})).toEqual([
    '201',
    '400',
    '401',
    '406',
    '409',
    '413',
    '415',
    '429',
    '500',
    '503',
  ]);
  expect(lendBook).toHaveProperty(['responses', '429'], { $ref: '#/components/responses/TooManyRequests' });
  expect(lendBook).toHaveProperty(
    ['responses', '409', 'description'],
    'It is lent already (`BOOK_LENT`); It is lost (`BOOK_LOST`)',
  );
  expect(lendBook).toHaveProperty(['responses', '409', 'x-problem-codes'], ['BOOK_LENT', 'BOOK_LOST']);
  expect(document.components.responses.TooManyRequests).toMatchObject({
    'x-problem-codes': ['TOO_MANY_REQUESTS'],
  });
  expect(lendBook).toHaveProperty(
    ['responses', '409', 'content', 'application/problem+json', 'examples', 'BOOK_LOST', 'value'],
    expect.objectContaining({
      type: 'urn:qred:problem:book-lost',
      status: 409,
      code: 'BOOK_LOST',
      instance: '/v1/books/atlas/loan',
    }),
  );
});

it('the OpenAPI document contains the examples of requests and responses, except invalid bodies', () => {
  expect(listBooks).toHaveProperty(['responses', '200', 'content', 'application/json', 'examples'], {
    two: { summary: 'One book', value: { data: [atlas], page: { next_cursor: null, total_count: 1 } } },
  });
  expect(lendBook).toHaveProperty(['requestBody', 'content', 'application/json', 'examples'], {
    lent: { summary: 'Lent', value: { until: '2026-06-30' } },
  });
  expect(document.paths['/shelf']?.get).toHaveProperty(['responses', '200'], {
    description: 'The shelf',
    headers: expect.any(Object) as object,
    content: { 'text/html': { schema: { type: 'string' } } },
  });
});

describe('an operation that accepts an idempotency key', () => {
  const returnBook = document.paths['/v1/returns']?.post;

  it('documents the header, and the form field that replaces the header', () => {
    expect(returnBook?.parameters).toMatchObject([
      { name: 'Idempotency-Key', in: 'header', required: false },
    ]);
    expect(returnBook?.requestBody).toMatchObject({
      content: { 'application/x-www-form-urlencoded': { schema: { properties: { idempotency_key: {} } } } },
    });
    expect(returnBook?.requestBody).not.toHaveProperty([
      'content',
      'application/json',
      'schema',
      'properties',
      'idempotency_key',
    ]);
  });

  it('documents the replay header, and both the page and the problem for a status', () => {
    expect(returnBook?.responses).toMatchObject({
      200: { headers: { 'Idempotent-Replayed': {} } },
      409: { $ref: '#/components/responses/IdempotencyKeyInUsePage' },
      422: {
        'x-problem-codes': ['IDEMPOTENCY_KEY_REUSED'],
        content: { 'text/html': {}, 'application/problem+json': {} },
      },
    });
  });
});

it('the OpenAPI document declares the headers that a response can have', () => {
  const own = (of: unknown): string[] => Object.keys((of as { headers: object }).headers);
  const responses = new Map(Object.entries(listBooks?.responses ?? {}));
  expect(lendBook?.responses).toHaveProperty(['201', 'headers', 'Location', 'required'], true);
  expect(own(responses.get('200'))).toEqual(['X-Request-Id', 'RateLimit', 'RateLimit-Policy']);
  const { TooManyRequests, Unavailable, Forbidden, IdempotencyKeyInUsePage } = document.components.responses;
  for (const retried of [TooManyRequests, Unavailable, IdempotencyKeyInUsePage])
    expect(own(retried)).toEqual(['X-Request-Id', 'Retry-After']);
  expect(own(Forbidden)).toEqual(['X-Request-Id']);
});
