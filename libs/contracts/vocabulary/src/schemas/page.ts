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

/** The largest `limit` of a list. */
export const MAX_LIMIT = 100;

/** The two query parameters of every list that can grow. */
export const pageParameters = {
  limit: integerParameter({ min: 1, max: MAX_LIMIT, default: 25 }).describe('How many to return'),
  cursor: z
    .string()
    .min(1)
    .max(512)
    .optional()
    .meta({ description: 'The `next_cursor` of the previous page; send the same filters with it' }),
};

/** The envelope of every success: `{ "data": … }`. */
export function data<S extends z.ZodType>(schema: S) {
  return z.object({ data: schema });
}

/** The envelope of a list that can grow: `{ "data": […], "page": … }`. */
export function list<S extends z.ZodType>(item: S) {
  return z.object({ data: z.array(item), page });
}

/**
 * The values of a field that each value of a filter selects, by the filter's schema. For example, `unpaid` means
 * `due` or `overdue`.
 */
export const filterGroups = z.registry<Readonly<Record<string, readonly string[]>>>();
