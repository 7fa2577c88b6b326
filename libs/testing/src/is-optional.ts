import type { z } from 'zod';

export function isOptional(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}
