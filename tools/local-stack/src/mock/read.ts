import { type Example, type Operation, type ParsedRequest, jsonResponse } from '#contracts/vocabulary';
import type { Entity } from './entity.ts';
import { isRecord } from './is-record.ts';
import { listedItem } from './listed-item.ts';
import { adopted, isNarrowedBy, narrowed } from './narrow-list.ts';
import { onePage } from './one-page.ts';
import type { WrittenEntities } from './written-entities.ts';

/** A read that is to be answered with an example. */
export interface Read {
  readonly operation: Operation;
  readonly request: ParsedRequest;
  readonly example: Example;
  /** The body of the example, with the ids that were asked for. */
  readonly published: unknown;
  readonly written: WrittenEntities;
}

/** The body that answers a read: the example, what was written since, and of lists what is asked for. */
export function answerRead(read: Read): unknown {
  const { operation, request, published, written } = read;
  const shown = valid(operation, written.show(published)) ?? published;
  return onePage(ofFilters(read, shortened(shown, request.query)), read);
}

/** Of a list, what the request's filters leave; what the example was made for is in it already. */
function ofFilters(read: Read, body: unknown): unknown {
  const { operation, request, example } = read;
  const fields = listedItem(operation);
  if (!fields || !isRecord(body) || !Array.isArray(body.data)) return body;
  const asked = { ...request.query, ...request.params };
  const open = Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => value !== undefined && !isMadeFor(example, name, value)),
  );
  const own = adopted(operation, body.data.filter(isRecord), open);
  const created = createdIn(read, Object.keys(fields), asked);
  if (created.length === 0 && own.length === body.data.length && !isNarrowedBy(operation, open))
    return { ...body, data: own };
  const changed = { ...body, data: [...created, ...own], page: pageOf(body.page, created, read, open) };
  return valid(operation, changed) ?? body;
}

function isMadeFor({ query, params }: Example, name: string, value: unknown): boolean {
  if (params && name in params) return true;
  return query?.[name] !== undefined && (name.endsWith('_id') || query[name] === value);
}

/** What was created and belongs in the list. */
function createdIn({ operation, written }: Read, fields: readonly string[], asked: Entity): Entity[] {
  const [key = ''] = fields;
  return narrowed(operation, written.created(key), asked);
}

function pageOf(page: unknown, created: readonly Entity[], { operation }: Read, open: Entity): unknown {
  if (!isRecord(page)) return page;
  if (isNarrowedBy(operation, open)) return { ...page, next_cursor: null, total_count: null };
  const { total_count: count } = page;
  return { ...page, total_count: typeof count === 'number' ? count + created.length : null };
}

/** The arrays that a number of the query is named after, as long as it allows. */
function shortened(value: unknown, query: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => shortened(item, query));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const most = query[name];
      const isBounded = Array.isArray(member) && typeof most === 'number';
      return [name, shortened(isBounded ? member.slice(0, most) : member, query)];
    }),
  );
}

function valid(operation: Operation, body: unknown): unknown {
  return jsonResponse(operation)?.schema.safeParse(body).success ? body : undefined;
}
