import { resolve } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { type Operation, jsonResponse, operationsOf } from '#contracts/vocabulary';
import { readTolerantly, tolerantReader } from '#libs/http-rules';
import { loadManifests } from '#libs/manifest';
import { loadContracts } from './index.ts';

const root = resolve(__dirname, '../../..');
const RUNS = 60;

interface Published {
  readonly operation: Operation;
  readonly schema: z.ZodType;
  readonly response: unknown;
}

/** Changes one value in a response. `at` selects the value. */
interface Change {
  readonly at: number;
  readonly to: unknown;
  readonly kind: 'replace' | 'remove' | 'add';
}

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    at: fc.nat(),
    to: fc.oneof(
      fc.constantFrom(null, 'unknown', 'of tomorrow', '', 0, -1, 1.5, 2 ** 60, true, [], {}),
      fc.jsonValue(),
    ),
    kind: fc.constantFrom('replace', 'remove', 'add'),
  }),
  { maxLength: 3 },
);

async function publishedResponses(): Promise<Published[]> {
  const contracts = await loadContracts(loadManifests(root));
  return contracts.flatMap(operationsOf).flatMap((operation) => {
    const schema = jsonResponse(operation)?.schema;
    const responses = Object.values(operation.examples).flatMap(({ response }) => response ?? []);
    return schema ? responses.map((response) => ({ operation, schema, response })) : [];
  });
}

function changed(response: unknown, { at, to, kind }: Change): unknown {
  const copy: unknown = structuredClone(response);
  const places = placesIn(copy);
  const place = places[at % places.length];
  if (!place) return to;
  const { parent, key } = place;
  if (kind === 'remove') Reflect.deleteProperty(parent, key);
  else Reflect.set(parent, kind === 'add' ? 'of_tomorrow' : key, to);
  return copy;
}

function placesIn(value: unknown): { readonly parent: object; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [{ parent: value, key }, ...placesIn(child)]);
}

function outcomeOf(work: () => unknown): unknown {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof z.ZodError) return { issues: error.issues };
    throw error;
  }
}

it('tolerantReader and readTolerantly return the same results for every contract', async () => {
  const published = await publishedResponses();
  expect(published.length).toBeGreaterThan(20);
  for (const { schema, response } of published) {
    const read = tolerantReader(schema);
    expect(read(response)).toEqual(response);
    fc.assert(
      fc.property(changes, (list) => {
        const given = JSON.parse(JSON.stringify(list.reduce(changed, response))) as unknown;
        expect(outcomeOf(() => read(given))).toEqual(outcomeOf(() => readTolerantly(schema, given)));
      }),
      { numRuns: RUNS },
    );
  }
});
