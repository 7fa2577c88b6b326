import { z } from 'zod';
import { contract } from './contract.ts';
import {
  type Access,
  html,
  json,
  jsonResponse,
  operation,
  problemsOf,
  rateLimitOf,
  redirect,
} from './operation.ts';
import { problemType } from '../schemas/problem.ts';
import { identifier } from '../schemas/scalars.ts';

const always = [
  'INVALID_REQUEST',
  'UNAUTHENTICATED',
  'NOT_ACCEPTABLE',
  'TOO_MANY_REQUESTS',
  'INTERNAL_ERROR',
  'UNAVAILABLE',
];

function codesOf(definition: Partial<Parameters<typeof operation>[0]>): string[] {
  const made = operation({
    method: 'GET',
    path: '/v1/books',
    summary: 'Lists books.',
    access: 'public',
    exposure: 'edge',
    responses: {},
    ...definition,
  });
  return problemsOf({ ...made, id: 'listBooks' })
    .map(({ code }) => code)
    .filter((code) => !always.includes(code));
}

describe('the problems of an operation', () => {
  const query = { account_id: identifier };

  it('are only the platform problems if the operation declares no problems', () => {
    const { ping } = contract('library', {}).operations;
    expect(problemsOf(ping).map(({ code }) => code)).toEqual(always);
  });

  it.each<[string, string[], Partial<Parameters<typeof operation>[0]>]>([
    ['an account', ['FORBIDDEN', 'ACCOUNT_NOT_FOUND'], { access: 'member', query }],
    ['access for members', ['FORBIDDEN'], { access: 'member' }],
    ['a scope for machines', ['FORBIDDEN'], { access: 'machine:books.read', query }],
    ['an account in a public operation', [], { query }],
    ['a body', ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'], { body: { title: z.string() } }],
    [
      'an idempotency key',
      ['IDEMPOTENCY_KEY_IN_USE', 'IDEMPOTENCY_KEY_REUSED'],
      { idempotencyKey: 'optional' },
    ],
    [
      'its own problem',
      ['BOOK_LOST'],
      { problems: [problemType({ code: 'BOOK_LOST', status: 409, title: '' })] },
    ],
  ])('depend on the declaration of the operation: %s', (_, codes, definition) => {
    expect(codesOf(definition)).toEqual(codes);
  });
});

describe('the rate limit', () => {
  it.each<[string, number, Parameters<typeof rateLimitOf>[0]]>([
    ['a read', 300, { method: 'GET' }],
    ['a write', 60, { method: 'POST' }],
    ['a deletion', 60, { method: 'DELETE' }],
    ['a read with its own limit', 20, { method: 'GET', rateLimit: 20 }],
    ['a write with its own limit', 600, { method: 'PATCH', rateLimit: 600 }],
  ])('of %s is %i calls per minute', (_, limit, declared) => {
    expect(rateLimitOf(declared)).toBe(limit);
  });
});

it('an operation can have one JSON response in addition to pages and redirects', () => {
  const definition = {
    method: 'POST',
    path: '/v1/books',
    summary: 'Adds.',
    access: 'public' as Access,
    exposure: 'edge',
  } as const;
  const both = operation({
    ...definition,
    responses: { 201: json('Added', z.string()), 303: redirect('See there'), 422: html('Again') },
  });
  expect(jsonResponse({ ...both, id: 'both' })).toMatchObject({ status: 201 });
  const page = operation({ ...definition, responses: { 200: html('A page') } });
  expect(jsonResponse({ ...page, id: 'page' })).toBeUndefined();
});

it('an operation rejects undeclared parameters and fields', () => {
  const made = operation({
    method: 'POST',
    path: '/v1/books',
    summary: 'Adds a book.',
    access: 'public',
    exposure: 'edge',
    body: { title: z.string() },
    responses: {},
  });
  expect(made.query.safeParse({ x: '1' }).success).toBe(false);
  expect(made.params.safeParse({ x: '1' }).success).toBe(false);
  expect(made.body?.safeParse({ title: 'a', x: 1 }).success).toBe(false);
});

describe('a request body whose fields are all optional', () => {
  const bodyOf = (method: 'PATCH' | 'PUT', note = z.string().optional()) =>
    operation({
      method,
      path: '/v1/books/{book_id}',
      summary: 'Changes a book.',
      access: 'public',
      exposure: 'edge',
      responses: {},
      body: { title: z.string().optional(), note },
    }).body;

  it('needs at least one field in a PATCH', () => {
    expect(bodyOf('PATCH')?.safeParse({}).error?.issues).toMatchObject([
      { message: 'must have at least one field', path: [] },
    ]);
    expect(bodyOf('PATCH')?.safeParse({ note: 'torn' }).success).toBe(true);
    expect(bodyOf('PATCH')?.safeParse({ colour: 'red' }).success).toBe(false);
  });

  it('has a JSON Schema that requires at least one field in a PATCH', () => {
    expect(z.toJSONSchema(bodyOf('PATCH') ?? z.never())).toMatchObject({ type: 'object', minProperties: 1 });
  });

  it('may be empty in a PUT', () => {
    expect(bodyOf('PUT')?.safeParse({}).success).toBe(true);
  });
});
