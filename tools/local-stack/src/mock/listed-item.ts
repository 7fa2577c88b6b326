import { z } from 'zod';
import { type Operation, jsonResponse } from '#contracts/vocabulary';

export type Fields = Readonly<Record<string, z.core.$ZodType>>;

/** The fields of what an operation lists; undefined where it lists nothing. */
export function listedItem(operation: Operation): Fields | undefined {
  const schema = jsonResponse(operation)?.schema;
  const rows: unknown = schema instanceof z.ZodObject ? schema.shape.data : undefined;
  const item = rows instanceof z.ZodArray ? rows.element : undefined;
  return item instanceof z.ZodObject ? item.shape : undefined;
}
