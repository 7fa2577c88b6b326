import { z } from 'zod';
import { type Contract, operationsOf } from './contract.ts';
import { accountAsking } from './example-request.ts';
import { type Example, type Operation, problemsOf } from './operation.ts';

/** The name of the example that asks for what belongs to another company; `forbidden-…` names further ones. */
export const FORBIDDEN_EXAMPLE = 'forbidden';

/** Whether a parameter or a field of a body holds an id, or several. */
export function isIdName(name: string): boolean {
  return /(^|_)ids?$/.test(name);
}

/** The names of the ids that an operation takes in its path, query and body, nested fields included. */
export function idNamesOf({ params, query, body }: Operation): string[] {
  return [...new Set([params, query, body].flatMap((schema) => (schema ? idNamesIn(schema) : [])))];
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
    idKeysIn([params, query, body]),
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

function idNamesIn(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return idNamesIn(schema.unwrap());
  if (schema instanceof z.ZodArray) return idNamesIn(schema.element);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([name, member]) =>
    isIdName(name) ? [name] : idNamesIn(member),
  );
}

function idKeysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idKeysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    isIdName(name) ? [name] : idKeysIn(member),
  );
}

/** JSON in which the order of keys makes no difference. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
