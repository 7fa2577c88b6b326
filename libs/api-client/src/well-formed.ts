const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Replaces half characters in the values of a query or a path with U+FFFD, because URLs can't contain them. A text that
 * ends in the middle of an emoji contains a half character.
 */
export function wellFormed(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, repaired(value)]));
}

function repaired(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(LONE_SURROGATE, '\uFFFD');
  return Array.isArray(value) ? value.map(repaired) : value;
}
