import { z } from 'zod';
import { type Contract, operationsOf } from './contract.ts';
import { accountOfCaller } from './example-request.ts';
import { type Example, type Operation, isForMembers, problemsOf } from './operation.ts';
import { platformProblems } from '../schemas/problem.ts';
import { identifier } from '../schemas/scalars.ts';

/**
 * The name of an example in which a caller requests data of a different company. Further examples of this kind have
 * names that start with `forbidden-`.
 */
export const FORBIDDEN_EXAMPLE = 'forbidden';

/** The usual name of an example in which a member calls an operation for owners or for support. */
export const MEMBER_EXAMPLE = `${FORBIDDEN_EXAMPLE}-member`;

export function isIdName(name: string): boolean {
  return /(^|_)ids?$/.test(name);
}

/**
 * Returns the names of the ids in an operation's path, query and body, including nested fields. A field is an id if its
 * name ends with `_id` or `_ids`, or if its schema is `identifier`.
 */
export function idNamesOf({ params, query, body }: Operation): string[] {
  return [...new Set([params, query, body].flatMap((schema) => (schema ? idNamesIn(schema, '') : [])))];
}

export function forbiddenExamples({ examples }: Operation): Example[] {
  return Object.entries(examples)
    .filter(([name]) => name === FORBIDDEN_EXAMPLE || name.startsWith(`${FORBIDDEN_EXAMPLE}-`))
    .map(([, example]) => example)
    .filter(({ as }) => as === undefined);
}

export function memberExamples({ examples }: Pick<Operation, 'examples'>): Example[] {
  return Object.values(examples).filter(({ as }) => as === 'member');
}

export function needsRole({ access }: { readonly access: string }): boolean {
  return access === 'owner' || access === 'support';
}

export function successWithSameRequest(operation: Operation, example: Example): Example | undefined {
  const requestOf = ({ params = {}, query = {}, body = {} }: Example) => canonical({ params, query, body });
  return Object.values(operation.examples).find(
    (other) => other.problem === undefined && requestOf(other) === requestOf(example),
  );
}

/**
 * Returns the errors in the `forbidden` examples of a contract, one sentence each.
 *
 * An operation for members or owners needs an example for each of its ids. In that example, a member of a different
 * company repeats the request of a successful example and gets 404.
 *
 * An operation for owners or support needs an example in which a member repeats the request of a successful example and
 * gets 403.
 */
export function forbiddenExampleFaults(contract: Contract): string[] {
  return operationsOf(contract)
    .flatMap((operation) => [
      ...(isForMembers(operation.access) ? [...missingIds(operation), ...faultyExamples(operation)] : []),
      ...memberExampleFaults(operation),
    ])
    .map((fault) => `${contract.name}.${fault}`);
}

function memberExampleFaults(operation: Operation): string[] {
  const { id, access } = operation;
  const examples = memberExamples(operation);
  if (!needsRole(operation))
    return examples.map(() => `${id}: an example with \`as: 'member'\` needs the access owner or support`);
  if (examples.length === 0)
    return [
      `${id} is for ${access}, but has no example \`${MEMBER_EXAMPLE}\` with \`as: 'member'\`, in which a member gets 403`,
    ];
  return examples.flatMap((example) => {
    const success = successWithSameRequest(operation, example);
    if (!success) return [`${id}: the example of a member sends a request that no successful example sends`];
    if (accountOfCaller(example) !== accountOfCaller(success))
      return [`${id}: the example of a member must have the account of the successful example`];
    return example.problem === platformProblems.forbidden.code
      ? []
      : [`${id}: the example of a member must expect ${platformProblems.forbidden.code}`];
  });
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
    if (!success)
      return [`${operation.id}: a forbidden example sends a request that no successful example sends`];
    if (example.account === undefined || example.account === accountOfCaller(success))
      return [
        `${operation.id}: a forbidden example must set account to another company, which sends the request`,
      ];
    const problem = problemsOf(operation).find(({ code }) => code === example.problem);
    return problem?.status === 404 ? [] : [`${operation.id}: a forbidden example must expect a 404 problem`];
  });
}

function idNamesIn(schema: z.core.$ZodType, name: string): string[] {
  if (isIdName(name) || isIdentifier(schema)) return [name];
  if (!(schema instanceof z.ZodObject)) return partsOf(schema).flatMap((part) => idNamesIn(part, name));
  return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([key, member]) => idNamesIn(member, key));
}

/** A copy of `identifier` with a description still contains the check of `identifier`. */
function isIdentifier(schema: z.core.$ZodType): boolean {
  const { checks = [] } = schema._zod.def;
  return identifier.def.checks?.some((check) => checks.includes(check)) ?? false;
}

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

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
