import { type Example, type Operation, jsonResponse } from '#contracts/vocabulary';
import type { Call } from './call.ts';
import { accountOf } from './example-accounts.ts';
import { type Entity, isRecord, keyInPath, keyOf, pickFields } from './entity.ts';
import { filterItems, isFilteredBy, itemFields } from './filter-list.ts';
import { paginate } from './paginate.ts';
import { showCreated } from './show-created.ts';

/**
 * Builds the body of the response to a read: applies earlier writes to the example, then filters and paginates.
 * `published` is the example's body with the requested ids.
 */
export function bodyOfRead(call: Call, example: Example, published: unknown): unknown {
  const { operation, written } = call;
  const own = valid(operation, withKnownFields(published, call, example)) ?? published;
  const resized = valid(operation, resizeNestedLists(own, call)) ?? own;
  const extended = valid(operation, showCreated(resized, call)) ?? resized;
  const current = valid(operation, written.show(extended)) ?? extended;
  const removed = rowsOf(extended).length - rowsOf(current).length;
  return paginate(filterList(call, example, current, removed), call);
}

/** If the example shows a different entity, takes the fields of the requested entity from other examples. */
function withKnownFields(
  body: unknown,
  { operation, siblings, request, accounts }: Call,
  { params }: Example,
): unknown {
  const key = keyInPath(operation, request.params);
  const shown = keyInPath(operation, params ?? {});
  if (!key || !shown || key.id === shown.id || !isRecord(body) || !isRecord(body.data)) return body;
  const { data } = body;
  const known = accounts.find(siblings, key) ?? {};
  return { ...body, data: { ...data, ...pickFields(known, (name) => name in data) } };
}

/**
 * Applies the request's filters to a list. Skips a filter if the example already has the same filter.
 * `removed` is the number of items that earlier writes removed from the example's list.
 */
function filterList(
  { operation, request, written }: Call,
  example: Example,
  body: unknown,
  removed: number,
): unknown {
  const [keyName] = Object.keys(itemFields(operation) ?? {});
  if (keyName === undefined || !isRecord(body) || !Array.isArray(body.data)) return body;
  const all = { ...request.query, ...request.params };
  const filters = Object.fromEntries(
    Object.entries(all).filter(([name, value]) => value !== undefined && !hasFilter(example, name, value)),
  );
  const items = filterItems(operation, body.data.filter(isRecord), filters);
  const created = filterItems(operation, written.created(keyName), all);
  const isFiltered = isFilteredBy(operation, filters);
  const added = created.length - removed;
  if (created.length === 0 && removed === 0 && items.length === body.data.length && !isFiltered)
    return { ...body, data: items };
  const page = isRecord(body.page) ? pageOf(body.page, added, isFiltered) : body.page;
  return valid(operation, { ...body, data: [...created, ...items], page }) ?? body;
}

function hasFilter({ query, params }: Example, name: string, value: unknown): boolean {
  if (params && name in params) return true;
  return query?.[name] !== undefined && (name.endsWith('_id') || query[name] === value);
}

function pageOf(page: Entity, added: number, isFiltered: boolean): Entity {
  if (isFiltered) return { ...page, next_cursor: null, total_count: null };
  const { total_count: count } = page;
  return { ...page, total_count: typeof count === 'number' ? count + added : null };
}

function rowsOf(body: unknown): readonly unknown[] {
  return isRecord(body) && Array.isArray(body.data) ? body.data : [];
}

/**
 * A query parameter with the name of an array limits the number of items. Removes items from the array, or
 * adds more items of the account.
 */
function resizeNestedLists(value: unknown, call: Call): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => resizeNestedLists(item, call));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const limit = call.request.query[name];
      const isResized = Array.isArray(member) && typeof limit === 'number';
      return [
        name,
        isResized ? withMoreItems(member, call).slice(0, limit) : resizeNestedLists(member, call),
      ];
    }),
  );
}

function withMoreItems(items: readonly unknown[], { accounts, request }: Call): readonly unknown[] {
  const [first] = items;
  const key = isRecord(first) ? keyOf(first) : undefined;
  if (!isRecord(first) || !key) return items;
  const more = accounts.itemsOf(accountOf(request), key.name).slice(items.length);
  return [...items, ...more.map((item) => pickFields(item, (name) => Object.hasOwn(first, name)))];
}

function valid(operation: Operation, body: unknown): unknown {
  return jsonResponse(operation)?.schema.safeParse(body).success ? body : undefined;
}
