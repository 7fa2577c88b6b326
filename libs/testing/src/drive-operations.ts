import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  type Contract,
  EXAMPLE_ACCOUNT,
  EXAMPLE_DAY,
  type Example,
  type MediaType,
  type Operation,
  operationsOf,
} from '#contracts/vocabulary';
import { isOptional } from './is-optional.ts';
import { nextCursorOf } from './responses.ts';
import { sendExample } from './send-example.ts';
import type { TestService } from './test-service.ts';

/**
 * Values for optional parameters without an example. `driveOperations` sends the first value that the schema accepts.
 */
const VALUES = ['2000-01-01', EXAMPLE_ACCOUNT, '1', 'true', '2026-06', `${EXAMPLE_DAY}T12:00:00Z`, 'SEK'];
export const PAGING = ['limit', 'cursor'];

/** Maps the name of an optional parameter to a value. */
export type Values = Readonly<Record<string, string>>;

/**
 * Calls every operation with every example. Also sends each value and each combination of the optional query
 * parameters, and reads the second page of every list. Returns the statuses by operation.
 */
export async function driveOperations(
  service: TestService,
  contract: Contract,
  values: Values = {},
): Promise<ReadonlyMap<Operation, ReadonlySet<number>>> {
  const seen = new Map<Operation, ReadonlySet<number>>();
  for (const operation of operationsOf(contract).filter(({ id }) => id !== 'ping')) {
    const statuses: number[] = [];
    for (const example of requestsTo(operation, values))
      for (const mediaType of operation.accepts)
        statuses.push(...(await drive(service, operation, example, mediaType)));
    seen.set(operation, new Set(statuses));
  }
  return seen;
}

/** Returns one sentence for each built operation that never succeeded, although it has a successful example. */
export function withoutSuccess(seen: ReadonlyMap<Operation, ReadonlySet<number>>): string[] {
  return [...seen]
    .filter(
      ([{ built, examples }]) =>
        built && Object.values(examples).some(({ problem }) => problem === undefined),
    )
    .filter(([, statuses]) => ![...statuses].some((status) => status < 400))
    .map(
      ([{ id }, statuses]) => `${id} only returns ${[...statuses].join(', ')}. Add an example that succeeds.`,
    );
}

/**
 * Returns all examples, and variants of the first successful example: one for each filter value and for each
 * combination of filters.
 */
function requestsTo(operation: Operation, values: Values): Example[] {
  const examples = Object.values(operation.examples);
  const success = examples.find(({ problem }) => problem === undefined) ?? withoutExample(operation, values);
  const required = requiredOf(operation, success);
  const filters = Object.entries(operation.query.shape)
    .filter(([name, schema]) => isOptional(schema) && !PAGING.includes(name))
    .map(([name, schema]) => valuesFor(operation, name, schema, values).map((value) => ({ [name]: value })));
  const queries = [...filters.flat(), ...combinationsOf(filters.flatMap((values) => values.slice(0, 1)))];
  return [...examples, ...queries.map((query) => ({ ...success, query: { ...required, ...query } }))];
}

/** Operations that return pages have no examples. */
function withoutExample(operation: Operation, values: Values): Example {
  const params = Object.entries(operation.params.shape).map(([name, schema]): [string, string] => [
    name,
    valuesFor(operation, name, schema, values)[0] ?? '',
  ]);
  return { summary: operation.summary, params: Object.fromEntries(params) };
}

/** Includes the combination without a filter. Contracts have few filters, so there are few combinations. */
function combinationsOf(filters: readonly Readonly<Record<string, string>>[]): Record<string, string>[] {
  return filters.reduce<Record<string, string>[]>(
    (chosen, filter) => [...chosen, ...chosen.map((others) => ({ ...others, ...filter }))],
    [{}],
  );
}

function requiredOf({ query: { shape } }: Operation, { query = {} }: Example): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).filter(([name]) => {
      const schema = shape[name];
      return schema !== undefined && !isOptional(schema);
    }),
  );
}

/**
 * Returns all options of an enum. For any other schema, returns one valid value. Throws an Error if no valid value is
 * known.
 */
export function valuesFor(operation: Operation, name: string, schema: z.ZodType, values: Values): string[] {
  const options = enumValues(schema);
  const preferred = values[name] ?? '';
  if (options.length > 0)
    return options.toSorted((a, b) => Number(b === preferred) - Number(a === preferred));
  const given = Object.values(operation.examples).flatMap(({ query }) => query?.[name] ?? []);
  const value = [values[name] ?? [], given, VALUES]
    .flat()
    .find((candidate) => schema.safeParse(candidate).success);
  if (value === undefined)
    throw new Error(`There is no value for ${name} of ${operation.id}. Add an example with one.`);
  return [value];
}

function enumValues(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return enumValues(schema.unwrap());
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}

/** Sends a write twice with the same idempotency key. For a list, also reads the second page. */
async function drive(
  service: TestService,
  operation: Operation,
  example: Example,
  mediaType: MediaType,
): Promise<number[]> {
  const idempotencyKey = randomUUID();
  const send = (query = example.query) =>
    sendExample(service, operation, { ...example, ...(query && { query }) }, { mediaType, idempotencyKey });
  const { status } = await send();
  if (operation.method !== 'GET') return [status, (await send()).status];
  if (!('cursor' in operation.query.shape)) return [status];
  const query = { limit: '1', ...example.query };
  const first = await send(query);
  const cursor = nextCursorOf(first);
  if (cursor === undefined) return [status, first.status];
  return [status, first.status, (await send({ ...query, cursor })).status];
}
