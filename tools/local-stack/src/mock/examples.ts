import { isDeepStrictEqual } from 'node:util';
import type { Example, Operation, ProblemType } from '#contracts/vocabulary';
import type { Received } from './received.ts';
import { isKey, isRecord, mapStrings } from './entity.ts';

/**
 * Selects the example for a request. The first choice is the most specific example whose parameters match the
 * request. The second choice is an example of the same account or entity. The third choice is a list with the
 * requested ids. Returns undefined if no example matches.
 */
export function selectExample(examples: readonly Example[], received: Received): Example | undefined {
  const [best] = examples
    .filter((example) => matches(example, received))
    .toSorted((a, b) => specificity(b, received) - specificity(a, received));
  if (best) return best;
  const successes = examples.filter(({ problem }) => problem === undefined);
  return (
    successes.find((example) => isOfSameEntity(example, received)) ??
    successes.find((example) => lists(example, received))
  );
}

export function responseWithRequestedIds(example: Example, { query, params }: Received): unknown {
  const requested = { ...query, ...params };
  const replacements = new Map<string, string>();
  for (const [name, own] of Object.entries({ ...example.query, ...example.params })) {
    const wanted = requested[name];
    const isId = name.endsWith('_id') || name in (example.params ?? {});
    if (isId && typeof wanted === 'string' && wanted !== own) replacements.set(own, wanted);
  }
  return replacements.size > 0
    ? mapStrings(example.response, (text) => replacements.get(text) ?? text)
    : example.response;
}

/**
 * Returns a problem if the body differs from the body in the entity's successful example. By convention, the
 * code of this problem ends with `_MISMATCH`.
 */
export function refusedDetails(operation: Operation, { params, body }: Received): ProblemType | undefined {
  const problem = operation.problems.find(({ code }) => code.endsWith('_MISMATCH'));
  const right = Object.values(operation.examples).filter(
    (example) => example.problem === undefined && isPartOf(example.params, params),
  );
  const isRight = right.some((example) => isDeepStrictEqual(example.body, body));
  return right.length > 0 && !isRight ? problem : undefined;
}

/**
 * Finds a page whose path parameters are all fields of the response. Returns the page's path, or `/` if no
 * page matches.
 */
export function redirectTarget(operations: readonly Operation[], response: unknown): string {
  const data = isRecord(response) && isRecord(response.data) ? response.data : {};
  const page = operations.find(({ method, params }) => {
    const names = Object.keys(params.shape);
    return method === 'GET' && names.length > 0 && names.every((name) => typeof data[name] === 'string');
  });
  return page?.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(data[name]))) ?? '/';
}

function matches(example: Example, { params, query, body }: Received): boolean {
  if (example.problem !== undefined && !isDeepStrictEqual(example.body, body)) return false;
  return isPartOf(example.params, params) && isPartOf(example.query, query);
}

function isPartOf(declared: Example['query'], given: Received['query']): boolean {
  return Object.entries(declared ?? {}).every(([name, value]) => given[name] === value);
}

function specificity({ params, query, body }: Example, received: Received): number {
  const named = Object.keys({ ...params, ...query }).length;
  return body && isDeepStrictEqual(body, received.body) ? named + 1 : named;
}

function isOfSameEntity(example: Example, { query, params }: Received): boolean {
  const ids = Object.entries({ ...example.query, ...example.params }).filter(([name]) =>
    name.endsWith('_id'),
  );
  return ids.length > 0 && isPartOf(Object.fromEntries(ids), { ...query, ...params });
}

function lists({ response }: Example, { query, params }: Received): boolean {
  const ids = Object.entries({ ...query, ...params }).filter(([name]) => isKey(name));
  if (ids.length === 0 || !isRecord(response) || !Array.isArray(response.data)) return false;
  return response.data.some(
    (item: unknown) => isRecord(item) && ids.every(([name, id]) => item[name] === id),
  );
}
