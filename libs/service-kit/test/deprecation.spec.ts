import { Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import { contract, data, json, operation } from '#contracts/vocabulary';
import { standardOutput } from '#libs/logging';
import { STAND_IN_CLIENT } from '#libs/stand-ins';
import { Implements, type ServiceDefinition } from '../src/index.ts';
import { manifest, schema } from './library.ts';
import { RunningLibrary } from './running-library.ts';

const ANNOUNCED = { deprecated: '2026-01-01', sunset: '2027-01-01' };

const shared = {
  method: 'GET',
  summary: 'Counts.',
  exposure: 'edge',
  responses: { 200: json('How many', data(z.int())) },
} as const;
const counts = contract('library', {
  countBooks: operation({ ...shared, ...ANNOUNCED, path: '/v1/books', access: 'public' }),
  countLoans: operation({ ...shared, ...ANNOUNCED, path: '/v1/loans', access: 'machine:loans.read' }),
  countShelves: operation({ ...shared, ...ANNOUNCED, path: '/v1/shelves', access: 'member' }),
  countDesks: operation({ ...shared, path: '/v1/desks', access: 'public' }),
});
const { countBooks, countLoans, countShelves, countDesks } = counts.operations;

@Controller()
class CountsController {
  @Implements(countBooks)
  countBooks() {
    return Promise.resolve({ data: 1 });
  }

  @Implements(countLoans)
  countLoans() {
    return Promise.resolve({ data: 2 });
  }

  @Implements(countShelves)
  countShelves() {
    return Promise.resolve({ data: 3 });
  }

  @Implements(countDesks)
  countDesks() {
    return Promise.resolve({ data: 4 });
  }
}

@Module({ controllers: [CountsController] })
class CountsModule {}

const definition: ServiceDefinition = {
  manifest,
  contract: counts,
  module: () => Promise.resolve(CountsModule),
  schema,
};

let written = '';
let library: RunningLibrary;

beforeAll(async () => {
  jest.spyOn(standardOutput, 'write').mockImplementation((line) => void (written += line));
  library = await RunningLibrary.start({ LOG_LEVEL: 'info' }, definition);
});

afterAll(async () => {
  await library.stop();
  jest.restoreAllMocks();
});

async function call(path: string, headers: Record<string, string> = {}) {
  written = '';
  const response = await library.request('GET', path, { headers });
  while (!written.includes('"duration_ms"')) await new Promise((resolve) => setImmediate(resolve));
  const lines = written.split('\n').filter((line) => line.includes('deprecated_operation'));
  return { response, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('a deprecated operation', () => {
  it('sends its deprecation headers in every response, even in errors', async () => {
    for (const [path, status] of [
      ['/v1/books', 200],
      ['/v1/books?unknown=1', 400],
      ['/v1/loans', 401],
    ] as const) {
      const { response } = await call(path);
      expect(response.status).toBe(status);
      expect(response.headers.get('deprecation')).toBe('@1767225600');
      expect(response.headers.get('sunset')).toBe('Fri, 01 Jan 2027 00:00:00 GMT');
    }
  });

  it('logs the client id if a machine sends the request', async () => {
    const token = await library.issuer.mintMachine('reporter', 'loans.read');
    const { lines } = await call('/v1/loans', { authorization: `Bearer ${token}` });
    expect(lines).toMatchObject([
      { deprecated_operation: 'countLoans', sunset: '2027-01-01', client: 'reporter' },
    ]);
  });

  it('logs the app of a member, but not the member', async () => {
    const token = await library.issuer.mint({ sub: 'user-anna', account_ids: ['a'] });
    const { lines } = await call('/v1/shelves', { authorization: `Bearer ${token}` });
    expect(lines).toMatchObject([{ deprecated_operation: 'countShelves', client: STAND_IN_CLIENT }]);
    expect(JSON.stringify(lines)).not.toContain('user-anna');
  });

  it.each([
    ['qred-ios/3.1 (iPhone of Anna; se)', 'qred-ios/3.1'],
    ['curl', 'curl'],
    ['anna@example.test', 'unknown'],
    ['19900101-1234', 'unknown'],
    ['', 'unknown'],
  ])('logs the program in the User-Agent header if the request has no token: "%s"', async (agent, client) => {
    const { lines } = await call('/v1/books', { 'user-agent': agent });
    expect(lines).toMatchObject([{ deprecated_operation: 'countBooks', client }]);
  });
});

it('an operation that is not deprecated sends no deprecation headers and logs no callers', async () => {
  const { response, lines } = await call('/v1/desks');
  expect(response.status).toBe(200);
  expect(response.headers.has('deprecation')).toBe(false);
  expect(response.headers.has('sunset')).toBe(false);
  expect(lines).toEqual([]);
});
