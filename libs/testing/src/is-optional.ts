import type { z } from 'zod';

/** Whether a request may leave out a parameter with this schema. */
export function isOptional(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}
