import { z } from 'zod';
import { integerParameter } from './scalars.ts';

export const page = z
  .object({
    next_cursor: z.string().nullable().meta({
      description: 'Send it as `cursor` to get the next page; null on the last one',
      volatile: true,
    }),
    total_count: z.int().min(0).nullable().meta({
      description: 'The total number; null if a filter is set, because nothing counts rows',
    }),
  })
  .meta({ id: 'Page' });

export type Page = z.output<typeof page>;

export const MAX_LIMIT = 100;

/** A cursor contains the values by which a list is sorted, such as a name of 200 letters. */
const MAX_CURSOR_LENGTH = 4_096;

export const pageParameters = {
  limit: integerParameter({ min: 1, max: MAX_LIMIT, default: 25 }).describe('How many to return'),
  cursor: z
    .string()
    .min(1)
    .max(MAX_CURSOR_LENGTH)
    .optional()
    .meta({ description: 'The `next_cursor` of the previous page; send the same filters with it' }),
};

/** Every successful response has this envelope: `{ "data": … }`. */
export function data<S extends z.ZodType>(schema: S) {
  return z.object({ data: schema });
}

/** A list that can grow has this envelope: `{ "data": […], "page": … }`. */
export function list<S extends z.ZodType>(item: S) {
  return z.object({ data: z.array(item), page });
}

/**
 * For the schema of a filter, maps a value of the filter to several values of the field. For example, the filter value
 * `unpaid` finds entries with the values `due` and `overdue`.
 */
export const filterGroups = z.registry<Readonly<Record<string, readonly string[]>>>();
