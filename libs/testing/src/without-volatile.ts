import { z } from 'zod';

const SOME = '(volatile)';

/**
 * Copies a value, and replaces every field that the schema marks as volatile with a placeholder. Null stays null, so
 * that the copy shows whether the field has a value.
 */
export function withoutVolatile(schema: z.core.$ZodType, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (z.globalRegistry.get(schema)?.volatile === true) return SOME;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return withoutVolatile(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item: unknown) => withoutVolatile(schema.element, item));
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, memberWithout(schema, name, member)]),
  );
}

function memberWithout(schema: z.ZodObject<z.core.$ZodShape>, name: string, value: unknown): unknown {
  const member = schema.shape[name];
  return member ? withoutVolatile(member, value) : value;
}
