import type { z } from 'zod';

/**
 * An earlier version of the service may have stored the result before a field was added. A missing field becomes null
 * if the schema allows null. Otherwise, the schema must have a default for the field. Without a default, this
 * function throws a ZodError.
 */
export function parseStoredResult<T>(schema: z.ZodType<T>, stored: unknown): T {
  const parsed = schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const completed = structuredClone(stored);
  for (const { path } of parsed.error.issues) addNull(completed, path);
  return schema.parse(completed);
}

function addNull(value: unknown, [key, ...rest]: readonly PropertyKey[]): void {
  if (typeof value !== 'object' || value === null || key === undefined) return;
  if (rest.length > 0) addNull(Reflect.get(value, key), rest);
  else if (!(key in value)) Reflect.set(value, key, null);
}
