import { z } from 'zod';
import { SUNSET, assertFieldDeprecationIsValid, parameterSchemas } from '#contracts/vocabulary';
import { type Components, type Json, addSchema } from './components.ts';

/**
 * Converts a zod schema to JSON Schema. Named schemas become references into `components`. Responses allow additional
 * fields, so that a contract can add fields later. Requests forbid additional fields. If a schema has its own rule for
 * additional fields (`z.record`, `z.strictObject`), the rule stays.
 */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Components): Json {
  const { $schema, $defs, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    override({ zodSchema, jsonSchema }) {
      assertCanBeDocumented(zodSchema);
      const parameter = parameterSchemas.get(zodSchema);
      if (parameter) {
        const { description, deprecated, sunset } = jsonSchema;
        for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
        Object.assign(jsonSchema, parameter.json, {
          ...(description !== undefined && { description }),
          ...(deprecated !== undefined && { deprecated }),
          ...(sunset !== undefined && { sunset }),
        });
      }
      if (jsonSchema.sunset !== undefined) {
        assertFieldDeprecationIsValid(jsonSchema);
        jsonSchema[SUNSET] = jsonSchema.sunset;
        delete jsonSchema.sunset;
      }
      if (jsonSchema.personal === true) {
        delete jsonSchema.personal;
        jsonSchema['x-personal-data'] = true;
      }
      if (jsonSchema.volatile === true) {
        delete jsonSchema.volatile;
        jsonSchema['x-volatile'] = true;
      }
      // `readonly()` concerns only TypeScript. In a request, readOnly would forbid callers to send the field.
      if (zodSchema instanceof z.ZodReadonly && z.globalRegistry.get(zodSchema)?.readOnly !== true)
        delete jsonSchema.readOnly;
      if (io === 'output' && isPlainObject(zodSchema)) delete jsonSchema.additionalProperties;
      if (jsonSchema.format === 'date') delete jsonSchema.pattern;
      if (jsonSchema.format === 'date-time' && zodSchema instanceof z.ZodISODateTime) {
        const pattern = timestampPattern(zodSchema);
        if (pattern === undefined) delete jsonSchema.pattern;
        else jsonSchema.pattern = pattern;
      }
    },
  });
  for (const [name, definition] of Object.entries($defs ?? {})) {
    const { id, ...rest } = relocate(definition) as Json;
    addSchema(components, name, rest);
  }
  return relocate(json) as Json;
}

/** Throws an Error for a rule that JSON Schema can't express. Callers would not know such a rule. */
function assertCanBeDocumented({ _zod: { def } }: z.core.$ZodTypes): void {
  for (const rule of [def, ...(def.checks ?? []).map((check) => check._zod.def)]) {
    if ('protocol' in rule || 'hostname' in rule)
      throw new Error('OpenAPI has no rule for a protocol or a hostname. Use z.url().regex(/^https:/)');
    if ('pattern' in rule && rule.pattern instanceof RegExp && !/^u?$/.test(rule.pattern.flags))
      throw new Error(
        `OpenAPI can't express the flags of ${String(rule.pattern)}. Write [Aa] to match both cases`,
      );
  }
}

/** For a `z.object` without a rule for other fields, zod writes `additionalProperties: false`. */
function isPlainObject({ _zod: { def } }: z.core.$ZodTypes): boolean {
  return def.type === 'object' && def.catchall === undefined;
}

/**
 * The required end of a timestamp, which the format `date-time` doesn't define. Undefined if any RFC 3339 timestamp is
 * valid.
 */
function timestampPattern({ _zod: { def } }: z.ZodISODateTime): string | undefined {
  const { offset, precision } = def;
  const zone = offset ? '(?:Z|[+-]\\d\\d:\\d\\d)' : 'Z';
  if (typeof precision === 'number') return `${fractionPattern(precision)}${zone}$`;
  return offset ? undefined : `${zone}$`;
}

function fractionPattern(digits: number): string {
  return digits > 0 ? `\\.\\d{${digits}}` : ':\\d\\d';
}

/** Redirects references from the schema's definitions to the document's components. */
function relocate(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relocate);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? value.replace('#/$defs/', '#/components/schemas/')
        : relocate(value),
    ]),
  );
}
