import { z } from 'zod';
import { jsonResponse } from '#contracts/vocabulary';
import type { Call } from './call.ts';
import { accountOf } from './example-accounts.ts';
import { isKey, isRecord } from './entity.ts';
import { withoutNull } from './filter-list.ts';

/** Adds the account's created entities to lists inside a response, such as the cards of an overview. */
export function showCreated(body: unknown, call: Call): unknown {
  const schema = jsonResponse(call.operation)?.schema;
  const data: unknown = schema instanceof z.ZodObject ? schema.shape.data : undefined;
  return isRecord(body) ? { ...body, data: withCreated(data, body.data, call) } : body;
}

function withCreated(schema: unknown, value: unknown, call: Call): unknown {
  if (!(schema instanceof z.ZodObject) || !isRecord(value)) return value;
  const { query } = call.request;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const field = withoutNull(schema.shape[name]);
      if (!(field instanceof z.ZodArray) || !Array.isArray(member))
        return [name, withCreated(field, member, call)];
      const limit = query[name];
      const items: readonly unknown[] = member;
      const all = [...createdItems(field.element, call), ...items];
      return [name, typeof limit === 'number' ? all.slice(0, limit) : all];
    }),
  );
}

function createdItems(schema: unknown, { request, written }: Call): unknown[] {
  const keyName = schema instanceof z.ZodObject ? Object.keys(schema.shape).find(isKey) : undefined;
  if (!(schema instanceof z.ZodObject) || keyName === undefined) return [];
  return written
    .created(keyName)
    .filter((entity) => entity.account_id === accountOf(request))
    .map((entity) => schema.safeParse(entity).data)
    .filter((item) => item !== undefined);
}
