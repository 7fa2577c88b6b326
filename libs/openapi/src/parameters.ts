import type { z } from 'zod';
import type { Operation } from '#contracts/vocabulary';
import type { Components, Json } from './components.ts';
import { documentedExamples, hasEntries } from './examples.ts';
import { toJsonSchema } from './json-schema.ts';

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly deprecated?: true;
  readonly schema: Json;
  readonly examples?: Record<string, { value: unknown }>;
}

export function parametersOf(
  operation: Operation,
  location: 'path' | 'query',
  components: Components,
): OpenApiParameter[] {
  const { shape } = location === 'path' ? operation.params : operation.query;
  return Object.entries(shape).map(([name, parameter]) => {
    const {
      description = describeId(name),
      deprecated,
      ...json
    } = toJsonSchema(parameter, 'input', components);
    const examples = parameterExamples(operation, location, name, parameter, json);
    return {
      name,
      in: location,
      required: !parameter.safeParse(undefined).success,
      ...(typeof description === 'string' && { description }),
      ...(deprecated === true && { deprecated }),
      schema: json,
      ...(hasEntries(examples) && { examples }),
    };
  });
}

/** Returns each valid value in the examples once, under the name of the first example with that value. */
function parameterExamples(
  operation: Operation,
  location: 'path' | 'query',
  name: string,
  schema: z.ZodType,
  { type }: Json,
): Record<string, { value: unknown }> {
  const found = new Map<string, string>();
  for (const [example, { params, query }] of documentedExamples(operation)) {
    const text = (location === 'path' ? params : query)?.[name];
    if (text === undefined || found.has(text) || !schema.safeParse(text).success) continue;
    found.set(text, example);
  }
  const isNumber = type === 'integer' || type === 'number';
  return Object.fromEntries(
    [...found].map(([text, example]) => [example, { value: isNumber ? Number(text) : text }]),
  );
}

/** Describes an id such as `card_id` if the contract has no description. Returns undefined for other names. */
function describeId(name: string): string | undefined {
  const thing = /^(.+)_id$/.exec(name)?.[1];
  return thing && `The id of the ${thing.replaceAll('_', ' ')}`;
}
