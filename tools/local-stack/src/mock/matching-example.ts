import { isDeepStrictEqual } from 'node:util';
import type { Example } from '#contracts/vocabulary';
import { isKey } from './entity.ts';
import { isRecord } from './is-record.ts';

/** The parts of a request that examples are told apart by, as they came. */
export interface Asked {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/**
 * The example whose declared parameters all equal the request's, the most specific first; else one of the same
 * account or entity; else one that lists what has the ids asked for; else the first that shows a success.
 */
export function matchingExample(examples: readonly Example[], asked: Asked): Example | undefined {
  const [best] = examples
    .filter((example) => matches(example, asked))
    .toSorted((a, b) => specificity(b, asked) - specificity(a, asked));
  if (best) return best;
  const successes = examples.filter(({ response }) => response !== undefined);
  return (
    successes.find((example) => isOfSameEntity(example, asked)) ??
    successes.find((example) => lists(example, asked)) ??
    successes[0]
  );
}

function matches(example: Example, asked: Asked): boolean {
  if (example.problem !== undefined && !isDeepStrictEqual(example.body, asked.body)) return false;
  return isPartOf(example.params, asked.params) && isPartOf(example.query, asked.query);
}

function isPartOf(declared: Example['query'], given: Asked['query']): boolean {
  return Object.entries(declared ?? {}).every(([name, value]) => given[name] === value);
}

function specificity({ params, query, body }: Example, asked: Asked): number {
  const named = Object.keys({ ...params, ...query }).length;
  return body && isDeepStrictEqual(body, asked.body) ? named + 1 : named;
}

function isOfSameEntity(example: Example, asked: Asked): boolean {
  const given = { ...asked.query, ...asked.params };
  const ids = Object.entries({ ...example.query, ...example.params }).filter(([name]) =>
    name.endsWith('_id'),
  );
  return ids.length > 0 && ids.every(([name, id]) => given[name] === id);
}

function lists({ response }: Example, { query, params }: Asked): boolean {
  const ids = Object.entries({ ...query, ...params }).filter(([name]) => isKey(name));
  if (ids.length === 0 || !isRecord(response) || !Array.isArray(response.data)) return false;
  return response.data.some(
    (item: unknown) => isRecord(item) && ids.every(([name, id]) => item[name] === id),
  );
}
