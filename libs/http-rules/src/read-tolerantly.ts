import type { z } from 'zod';
import { UNKNOWN } from '#contracts/vocabulary';

/**
 * Also reads responses of a newer contract version. Drops unknown fields, and replaces an unknown value of an open
 * enum with `unknown`. Throws a ZodError for all other differences.
 */
export function readTolerantly<S extends z.ZodType>(schema: S, response: unknown): z.output<S> {
  const first = schema.safeParse(response);
  if (first.success) return first.data;
  const copy: unknown = structuredClone(response);
  for (const issue of first.error.issues) {
    if (issue.code === 'invalid_value' && issue.values.includes(UNKNOWN)) replaceText(copy, issue.path);
  }
  return schema.parse(copy);
}

/** Only a text can be a new enum value. Null or a number is an error. */
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
