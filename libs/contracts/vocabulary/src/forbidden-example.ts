import { z } from 'zod';
import { type Contract, operationsOf } from './contract.ts';
import { accountAsking } from './example-request.ts';
import { type Example, type Operation, problemsOf } from './operation.ts';
import { identifier } from './scalars.ts';

/** The name of the example that asks for what belongs to another company; `forbidden-…` names further ones. */
export const FORBIDDEN_EXAMPLE = 'forbidden';

/** Whether a name promises an id, or several. */
export function isIdName(name: string): boolean {
  return /(^|_)ids?$/.test(name);
}

/**
 * The names of the ids that an operation takes in its path, query and body, nested fields included: those that are named
 * like an id, and every `identifier` whatever its name.
 */
export function idNamesOf({ params, query, body }: Operation): string[] {
  return [...new Set([params, query, body].flatMap((schema) => (schema ? idNamesIn(schema, '') : [])))];
}

/** The examples of an operation that ask as a member of another company. */
export function forbiddenExamples({ examples }: Operation): Example[] {
  return Object.entries(examples)
    .filter(([name]) => name === FORBIDDEN_EXAMPLE || name.startsWith(`${FORBIDDEN_EXAMPLE}-`))
    .map(([, example]) => example);
}

/** The example that succeeds with the same request as the given one; undefined where there is none. */
export function successWithSameRequest(operation: Operation, example: Example): Example | undefined {
  const requestOf = ({ params = {}, query = {}, body = {} }: Example) => canonical({ params, query, body });
  return Object.values(operation.examples).find(
    (other) => other.problem === undefined && requestOf(other) === requestOf(example),
  );
}

/**
 * What is wrong with the `forbidden` examples of a contract, one sentence each. Every member operation that takes an
 * id needs one for each of its ids: the request of an example that succeeds, sent as another account, and a 404.
 */
export function forbiddenExampleFaults(contract: Contract): string[] {
  return operationsOf(contract)
    .filter(({ access }) => access === 'member')
    .flatMap((operation) => [...missingIds(operation), ...faultyExamples(operation)])
    .map((fault) => `${contract.name}.${fault}`);
}

function missingIds(operation: Operation): string[] {
  const given = forbiddenExamples(operation).flatMap(({ params, query, body }) =>
    keysIn([params, query, body]),
  );
  return idNamesOf(operation)
    .filter((name) => !given.includes(name))
    .map(
      (name) =>
        `${operation.id} takes ${name}, but has no example \`${FORBIDDEN_EXAMPLE}\` that asks for another company's`,
    );
}

function faultyExamples(operation: Operation): string[] {
  return forbiddenExamples(operation).flatMap((example) => {
    const success = successWithSameRequest(operation, example);
    if (!success) return [`${operation.id}: no example that succeeds sends the request of a forbidden one`];
    if (example.account === undefined || example.account === accountAsking(success))
      return [`${operation.id}: a forbidden example must name the account of another company that asks`];
    const problem = problemsOf(operation).find(({ code }) => code === example.problem);
    return problem?.status === 404 ? [] : [`${operation.id}: a forbidden example must promise a 404 problem`];
  });
}

function idNamesIn(schema: z.core.$ZodType, name: string): string[] {
  if (isIdName(name) || isIdentifier(schema)) return [name];
  if (!(schema instanceof z.ZodObject)) return partsOf(schema).flatMap((part) => idNamesIn(part, name));
  return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([key, member]) => idNamesIn(member, key));
}

/** A schema that was derived from `identifier`, by a description for example, keeps its check. */
function isIdentifier(schema: z.core.$ZodType): boolean {
  const { checks = [] } = schema._zod.def;
  return identifier.def.checks?.some((check) => checks.includes(check)) ?? false;
}

/** The schemas that a value of this schema may have under the same name. */
function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return [schema.unwrap()];
  if (schema instanceof z.ZodReadonly) return [schema.unwrap()];
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodUnion) return schema.options;
  if (schema instanceof z.ZodIntersection) return [schema.def.left, schema.def.right];
  if (schema instanceof z.ZodPipe) return [schema.in];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return [];
}

function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => [name, ...keysIn(member)]);
}

/** JSON in which the order of keys makes no difference. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
