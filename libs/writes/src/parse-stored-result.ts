import type { z } from 'zod';

/**
 * Reads a stored result with the present schema. An earlier version of the service may have stored it, before the
 * schema had all its fields. Such a field is null, if the schema allows null. Otherwise this throws a ZodError, so a new
 * field that is never null needs a default in the schema.
 */
export function parseStoredResult<T>(schema: z.ZodType<T>, stored: unknown): T {
  const parsed = schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const completed = structuredClone(stored);
  for (const { path } of parsed.error.issues) addNull(completed, path);
  return schema.parse(completed);
}

/** Adds a null at the path if its parent is an object without this field. */
function addNull(value: unknown, [key, ...rest]: readonly PropertyKey[]): void {
  if (typeof value !== 'object' || value === null || key === undefined) return;
  if (rest.length > 0) addNull(Reflect.get(value, key), rest);
  else if (!(key in value)) Reflect.set(value, key, null);
}
