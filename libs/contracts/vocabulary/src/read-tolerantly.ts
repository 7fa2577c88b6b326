import type { z } from 'zod';
import { UNKNOWN } from './scalars.ts';

/**
 * Reads an answer the way a client must so that a contract can grow: fields that it does not know are
 * dropped, an enum value that it does not know becomes `unknown`. Throws a ZodError for anything else.
 */
export function readTolerantly<S extends z.ZodType>(schema: S, answer: unknown): z.output<S> {
  const first = schema.safeParse(answer);
  if (first.success) return first.data;
  const copy: unknown = structuredClone(answer);
  for (const issue of first.error.issues) {
    if (issue.code === 'invalid_value' && issue.values.includes(UNKNOWN)) replaceText(copy, issue.path);
  }
  return schema.parse(copy);
}

/** Only text can be a value that came later; null or a number in its place is a fault. */
function replaceText(root: unknown, path: readonly PropertyKey[]): void {
  const parent = path.slice(0, -1).reduce<unknown>(child, root);
  const key = path.at(-1);
  if (key === undefined || !isObject(parent) || typeof parent[key] !== 'string') return;
  parent[key] = UNKNOWN;
}

function child(node: unknown, key: PropertyKey): unknown {
  return isObject(node) ? node[key] : undefined;
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
