import { parse } from 'yaml';
import { z } from 'zod';
import { UNKNOWN } from '#contracts/vocabulary';

export interface OperationValues {
  readonly sends: readonly string[];
  readonly shows: readonly string[];
  readonly isList: boolean;
  readonly filters: readonly string[];
  /** The enum values of each filter and of each shown value, by name. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
}

const NO_VALUES: OperationValues = { sends: [], shows: [], isList: false, filters: [], choices: {} };
const NO_FILTERS = new Set(['account_id', 'cursor', 'limit']);

const schema = z.looseObject({
  $ref: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  enum: z.array(z.string()).optional().catch(undefined),
});
const parameter = z.object({
  name: z.string().optional(),
  in: z.string().optional(),
  schema: z
    .object({ enum: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
});
const content = z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })).optional() });
const document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        parameters: z.array(parameter).default([]),
        requestBody: content.optional(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

type Schemas = Readonly<Record<string, unknown>>;

/** Generators read the same document several times, and parsing a large document takes a quarter of a second. */
const known = new Map<string, ReadonlyMap<string, OperationValues>>();

/** The values of each operation, by operation id. Empty if the document can't be read. */
export function readValues(yaml: string): ReadonlyMap<string, OperationValues> {
  const values = known.get(yaml) ?? parseValues(yaml);
  known.set(yaml, values);
  return values;
}

function parseValues(yaml: string): ReadonlyMap<string, OperationValues> {
  const { data } = document.safeParse(parse(yaml));
  const operations = Object.values(data?.paths ?? {}).flatMap((path) => Object.values(path));
  const schemas = data?.components.schemas ?? {};
  return new Map(
    operations.map(({ operationId, parameters, requestBody, responses }) => {
      const success = content.safeParse(responses['200'] ?? responses['201']).data;
      const shown = propertiesOf(schemaIn(success), schemas).data;
      const { items } = resolve(shown, schemas);
      const narrowing = parameters.flatMap(({ name, in: place, schema: { enum: words = [] } = {} }) =>
        place === 'query' && name !== undefined && !NO_FILTERS.has(name) ? [{ name, words }] : [],
      );
      const properties = propertiesOf(items ?? shown, schemas);
      const words = [
        ...Object.entries(properties).map(([name, given]) => ({
          name,
          words: resolve(given, schemas).enum ?? [],
        })),
        ...narrowing,
      ];
      return [
        operationId,
        {
          sends: Object.keys(propertiesOf(schemaIn(requestBody), schemas)),
          shows: Object.keys(properties),
          isList: items !== undefined,
          filters: narrowing.map(({ name }) => name),
          choices: choicesIn(words),
        },
      ];
    }),
  );
}

interface Words {
  readonly name: string;
  readonly words: readonly string[];
}

/**
 * Merges the enum values of a filter and of a shown value with the same name. Omits "unknown", which is only
 * a placeholder for future values.
 */
function choicesIn(all: readonly Words[]): OperationValues['choices'] {
  const named = Object.entries(Object.groupBy(all, ({ name }) => name));
  return Object.fromEntries(
    named
      .map(([name, group = []]) => [name, [...new Set(group.flatMap(({ words }) => words))]] as const)
      .map(([name, words]) => [name, words.filter((word) => word !== UNKNOWN)] as const)
      .filter(([, words]) => words.length > 0),
  );
}

/** Returns empty lists if no document contains the operation yet. */
export function valuesOf(values: ReadonlyMap<string, OperationValues>, id: string): OperationValues {
  return values.get(id) ?? NO_VALUES;
}

function schemaIn(given: z.output<typeof content> | undefined): unknown {
  return given?.content?.['application/json']?.schema;
}

function propertiesOf(given: unknown, schemas: Schemas): Readonly<Record<string, unknown>> {
  return resolve(given, schemas).properties ?? {};
}

function resolve(given: unknown, schemas: Schemas): Partial<z.output<typeof schema>> {
  const { data } = schema.safeParse(given);
  const name = data?.$ref?.split('/').at(-1);
  return name === undefined ? (data ?? {}) : resolve(schemas[name], schemas);
}
