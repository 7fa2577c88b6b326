import { z } from 'zod';
import { integerParameter } from './scalars.ts';

export const page = z
  .object({
    next_cursor: z.string().nullable().meta({
      description: 'Send it as `cursor` to get the next page; null on the last one',
      volatile: true,
    }),
    total_count: z.int().min(0).nullable().meta({
      description: 'How many there are in all; null where a filter is set, because nothing counts rows',
    }),
  })
  .meta({ id: 'Page' });

export type Page = z.output<typeof page>;

/** The two query parameters of every list that can grow. */
export const pageParameters = {
  limit: integerParameter({ min: 1, max: 100, default: 25 }).describe('How many to return'),
  cursor: z
    .string()
    .min(1)
    .max(512)
    .optional()
    .meta({ description: 'Where to go on: the `next_cursor` of the previous page, with the same filters' }),
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
 * What a value of a list's filter stands for, by the filter's schema, where it is no value of the item's own field:
 * `unpaid` for what is due or overdue.
 */
export const filterGroups = z.registry<Readonly<Record<string, readonly string[]>>>();
