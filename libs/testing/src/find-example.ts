import type { Example, Operation } from '#contracts/vocabulary';
import type { CalleeRequest } from './callee-replies.ts';
import { isOptional } from './is-optional.ts';

type SentRequest = Pick<CalleeRequest, 'params' | 'query' | 'body'>;

/**
 * Finds an example with the same required parameters as the request. Ignores examples that set `account`. Prefers an
 * example if the request contains all of its optional parameters and its body. If there are several, chooses the
 * example with the most parameters.
 */
export function findExample(operation: Operation, request: SentRequest): Example | undefined {
  const candidates = Object.values(operation.examples).filter(
    (example) => example.account === undefined && hasSameRequired(operation, example, request),
  );
  const parts = candidates.filter((example) => isPartOf(example, request)).toSorted(byParameters);
  return parts[0] ?? candidates[0];
}

function hasSameRequired({ params, query }: Operation, example: Example, request: SentRequest): boolean {
  const names = Object.entries(query.shape)
    .filter(([, schema]) => !isOptional(schema))
    .map(([name]) => name);
  return (
    Object.keys(params.shape).every((name) => example.params?.[name] === request.params[name]) &&
    names.every((name) => example.query?.[name] === request.query[name])
  );
}

function byParameters(a: Example, b: Example): number {
  return Object.keys(b.query ?? {}).length - Object.keys(a.query ?? {}).length;
}

function isPartOf({ query = {}, body = {} }: Example, request: SentRequest): boolean {
  const sent: object = typeof request.body === 'object' && request.body !== null ? request.body : {};
  const inBody = new Map(Object.entries(sent).map(([name, value]) => [name, JSON.stringify(value)]));
  return (
    Object.entries(query).every(([name, value]) => request.query[name] === value) &&
    Object.entries(body).every(([name, value]) => inBody.get(name) === JSON.stringify(value))
  );
}
