import { z } from 'zod';
import { type Example, type Operation, accountOfCaller, operationsOf, problem } from '#contracts/vocabulary';
import type { ServiceDefinition } from '#libs/service-kit';
import type { TestResponse } from './contract-caller.ts';
import { PAGING, type Values, valuesFor } from './drive-operations.ts';
import { fillTables } from './fill-tables.ts';
import { isOptional } from './is-optional.ts';
import { nextCursorOf } from './responses.ts';
import { sendExample } from './send-example.ts';
import { TestService } from './test-service.ts';

/** With this number of rows in each table, lists have a second page. */
const ROWS = 200;
const OTHER_ACCOUNT = 'other-account';
const DATE = /^\d{4}-\d{2}-\d{2}/;
/** Dates that do not exist, and values that no sort key can have. */
const FORGED_DATES = ['2026-02-30', '0000-01-01'];
const FORGED_VALUES = [undefined, null, 1, {}, 'a\u0000b'];
const FORGED_POSITIONS = [null, 1, 'x', [], {}];
/** The first and the last date that a cursor can contain. */
const EDGES_OF_TIME = ['0001-01-01', '9999-12-31'];

const cursorContent = z.tuple([z.string(), z.record(z.string(), z.unknown())]);

interface FirstPage {
  readonly example: Example;
  readonly query: Values;
  readonly cursor: string;
}

/**
 * Declares tests that a list accepts only cursors from the same list, with the same account and filters. The tests
 * come from the contract. `values` contains values for optional parameters without an example.
 */
export function testLists(definition: ServiceDefinition, values: Values = {}): void {
  const lists = operationsOf(definition.contract).filter(
    ({ built, query }) => built && 'cursor' in query.shape,
  );
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start(definition);
    await fillTables(service.dataSource, ROWS);
  });

  afterAll(() => service.stop());

  describe.each(lists.map((operation) => [operation.id, operation] as const))('%s', (_, operation) => {
    let first: FirstPage;

    beforeAll(async () => {
      first = await firstPageOf(service, operation);
    });

    it('accepts its own cursors, even with the first or the last possible date', async () => {
      const cursors = [first.cursor, ...edgeCursors(first.cursor)];
      const answers = await Promise.all(cursors.map((cursor) => send(first.query, cursor)));
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    });

    const hasFilters = Object.keys(operation.query.shape).some((name) => !PAGING.includes(name));
    const rejectOtherLists = async () => {
      const queries = await acceptedOf(otherQueries(operation, first.query, values));
      expect(queries).not.toEqual([]);
      const answers = await Promise.all(queries.map((query) => send(query, first.cursor)));
      expect(answers.map(rejectedParameters)).toEqual(queries.map(() => ['/cursor']));
    };
    if (hasFilters)
      it('rejects a cursor from a list with a different account or different filters', rejectOtherLists);

    it('rejects a cursor with a forged position', async () => {
      const cursors = forgedCursors(first.cursor);
      const answers = await Promise.all(cursors.map((cursor) => send(first.query, cursor)));
      expect(answers.map(rejectedParameters)).toEqual(cursors.map(() => ['/cursor']));
    });

    async function acceptedOf(queries: readonly Values[]): Promise<Values[]> {
      const statuses = await Promise.all(queries.map(async (query) => (await send(query)).status));
      return queries.filter((_query, index) => statuses[index] === 200);
    }

    function send(query: Values, cursor?: string): Promise<TestResponse> {
      const { account = query.account_id ?? accountOfCaller(first.example), ...example } = first.example;
      const parameters = { ...query, ...(cursor !== undefined && { cursor }) };
      return sendExample(service, operation, { ...example, account, query: parameters });
    }
  });
}

/** Finds an example whose list has a second page. Throws an Error if no example has a second page. */
async function firstPageOf(service: TestService, operation: Operation): Promise<FirstPage> {
  for (const example of Object.values(operation.examples)) {
    const query = { ...example.query, limit: '1' };
    const cursor = nextCursorOf(await sendExample(service, operation, { ...example, query }));
    if (cursor !== undefined) return { example, query, cursor };
  }
  throw new Error(`${operation.id} has no example whose list has entries in the seed data. Add one.`);
}

/**
 * Returns queries for different lists. Each query has a different account, or one filter is changed, added or
 * removed.
 */
function otherQueries(operation: Operation, query: Values, values: Values): Values[] {
  return Object.entries(operation.query.shape)
    .filter(([name]) => !PAGING.includes(name))
    .flatMap(([name, schema]) => {
      if (!isOptional(schema)) return [{ ...query, [name]: OTHER_ACCOUNT }];
      const { [name]: given, ...rest } = query;
      const others = valuesFor(operation, name, schema, values).filter((value) => value !== given);
      return [
        ...others.map((value) => ({ ...query, [name]: value })),
        ...(given === undefined ? [] : [rest]),
      ];
    });
}

function forgedCursors(cursor: string): string[] {
  const [fingerprint, position] = decoded(cursor);
  const changed = Object.entries(position).flatMap(([name, value]) =>
    [...FORGED_VALUES, ...datesLike(value, FORGED_DATES)].map((forged) => ({ ...position, [name]: forged })),
  );
  return [...FORGED_POSITIONS, ...changed].map((forged) => encoded([fingerprint, forged]));
}

function edgeCursors(cursor: string): string[] {
  const [fingerprint, position] = decoded(cursor);
  return Object.entries(position).flatMap(([name, value]) =>
    datesLike(value, EDGES_OF_TIME).map((edge) => encoded([fingerprint, { ...position, [name]: edge }])),
  );
}

/** Replaces the date in a value with each of `dates`. Returns an empty list if the value has no date. */
function datesLike(value: unknown, dates: readonly string[]): string[] {
  return typeof value === 'string' && DATE.test(value) ? dates.map((date) => value.replace(DATE, date)) : [];
}

function decoded(cursor: string): z.output<typeof cursorContent> {
  return cursorContent.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
}

function encoded(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

function rejectedParameters({ body }: TestResponse): string[] | undefined {
  return problem.safeParse(body).data?.errors?.map(({ pointer }) => pointer);
}
