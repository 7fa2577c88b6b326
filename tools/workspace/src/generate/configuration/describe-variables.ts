import { z } from 'zod';

export type Shape = Readonly<Record<string, z.ZodType>>;

export interface DescribedVariable {
  readonly name: string;
  readonly meaning: string;
  /** The valid values: a range, a list or a kind of text. */
  readonly values: string;
  /** The default as text. Without a default, the word `required` or `optional`. */
  readonly fallback: string;
}

const described = z.object({
  description: z.string().optional(),
  default: z.union([z.string(), z.number()]).optional(),
  type: z.string().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  enum: z.array(z.string()).optional(),
  const: z.string().optional(),
});

type Described = z.output<typeof described>;

/**
 * If several shapes contain the same variable, combines the values that the shapes accept. Throws an Error if
 * a variable has no description.
 */
export function describeVariables(shapes: readonly Shape[]): DescribedVariable[] {
  const schemas = Map.groupBy(
    shapes.flatMap((shape) => Object.entries(shape)),
    ([name]) => name,
  );
  const variables = [...schemas].map(([name, entries]) =>
    describe(
      name,
      entries.map(([, schema]) => schema).filter((schema) => !(schema instanceof z.ZodUndefined)),
    ),
  );
  const silent = variables.filter(({ meaning }) => meaning === '').map(({ name }) => name);
  if (silent.length > 0) throw new Error(`Add .describe('…') to the schema of ${silent.join(', ')}.`);
  return variables;
}

function describe(name: string, schemas: readonly z.ZodType[]): DescribedVariable {
  const forms = schemas.map((schema) =>
    described.parse(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })),
  );
  const value = forms.find((form) => form.default !== undefined)?.default;
  const isRequired = schemas.some((schema) => !schema.safeParse(undefined).success);
  return {
    name,
    meaning: forms.find(({ description }) => description)?.description ?? '',
    values: [...new Set(forms.flatMap(valuesOf))].join(', '),
    fallback: value === undefined ? (isRequired ? 'required' : 'optional') : `\`${value}\``,
  };
}

function valuesOf({ enum: values, const: only, type, format, minimum, maximum }: Described): string[] {
  if (only !== undefined) return [`\`${only}\``];
  if (values) return values.map((value) => `\`${value}\``);
  if (minimum !== undefined && maximum !== undefined) return [`${minimum} to ${maximum}`];
  if (format === 'uri') return ['URL'];
  return [type === 'number' || type === 'integer' ? 'number' : 'text'];
}
