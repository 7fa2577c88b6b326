import { z } from 'zod';
import type { DeclaredOperation } from '#libs/briefs';
import { type Operation, UNKNOWN, jsonResponse, operationsOf, pathsOf } from '#contracts/vocabulary';
import { type Files, filesOf } from '../operation/names.ts';
import { readContract } from '../operation/read-contract.ts';

const NO_FILTERS = new Set(['account_id', 'cursor', 'limit']);

/** Returns the operations of each service that has a contract, without `ping`. */
export function readOperations(tree: Files, services: readonly string[]): DeclaredOperation[] {
  return services
    .filter((service) => tree.exists(filesOf({ service, slug: '' }).index))
    .flatMap((service) =>
      operationsOf(readContract(tree, service))
        .filter(({ id }) => id !== 'ping')
        .map((operation) => ({ service, ...describeOperation(operation) })),
    );
}

export function describeOperation(operation: Operation): Omit<DeclaredOperation, 'service'> {
  const { id, method, summary, access, query, body } = operation;
  const shown = fieldsOf(jsonResponse(operation)?.schema).data;
  const isList = shown instanceof z.ZodArray;
  const shows = fieldsOf(isList ? shown.element : shown);
  const filters = Object.entries(query.shape).filter(([name]) => !NO_FILTERS.has(name));
  return {
    ...{ id, method, paths: pathsOf(operation), summary, access },
    sends: Object.keys(body?.shape ?? {}),
    shows: Object.keys(shows),
    isList,
    filters: filters.map(([name]) => name),
    choices: choicesIn([...Object.entries(shows), ...filters]),
  };
}

function fieldsOf(schema: z.core.$ZodType | undefined): Readonly<Record<string, z.core.$ZodType>> {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

/**
 * Merges the choices of a filter and of the field with the same name. "unknown" only stands for future choices.
 */
function choicesIn(fields: readonly (readonly [string, z.core.$ZodType])[]): Record<string, string[]> {
  const choices: Record<string, string[]> = {};
  for (const [name, schema] of fields) {
    const words = wordsOf(schema).filter((word) => word !== UNKNOWN);
    if (words.length > 0) choices[name] = [...new Set([...(choices[name] ?? []), ...words])];
  }
  return choices;
}

function wordsOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodOptional) return wordsOf(schema.unwrap());
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}

/** The schema names in the OpenAPI documents: `Card` from `.meta({ id: 'Card' })`. */
export function readSchemaIds(tree: Files, services: readonly string[]): Set<string> {
  const sources = services.flatMap((service) => {
    const folder = `libs/contracts/${service}/src`;
    return tree.children(folder).map((file) => tree.read(`${folder}/${file}`, 'utf8') ?? '');
  });
  return new Set(
    sources.flatMap((source) => [...source.matchAll(/\bid: '([A-Z]\w*)'/g)].map(([, id = '']) => id)),
  );
}
