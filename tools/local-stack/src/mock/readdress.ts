import type { Example } from '#contracts/vocabulary';
import { isRecord } from './is-record.ts';
import type { Asked } from './matching-example.ts';

/** An example's response, with the ids that were asked for in place of those that the example was made for. */
export function readdress(example: Example, asked: Asked): unknown {
  const given = { ...asked.query, ...asked.params };
  const replaced = new Map<string, string>();
  for (const [name, own] of Object.entries({ ...example.query, ...example.params })) {
    const wanted = given[name];
    if (isId(name, example) && typeof wanted === 'string' && wanted !== own) replaced.set(own, wanted);
  }
  return replaced.size > 0 ? replaceStrings(example.response, replaced) : example.response;
}

function isId(name: string, { params }: Example): boolean {
  return name.endsWith('_id') || name in (params ?? {});
}

function replaceStrings(value: unknown, replaced: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return replaced.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item: unknown) => replaceStrings(item, replaced));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replaceStrings(member, replaced)]),
  );
}
