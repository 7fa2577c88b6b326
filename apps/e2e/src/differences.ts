/**
 * Returns one sentence per field that differs. Each sentence begins with the field's JSON pointer. A field with the
 * value undefined counts as missing.
 */
export function differences(expected: unknown, actual: unknown, pointer = ''): string[] {
  if (!isObject(expected) || !isObject(actual) || Array.isArray(expected) !== Array.isArray(actual))
    return Object.is(expected, actual)
      ? []
      : [`${pointer || '/'} is ${printed(actual)}, not ${printed(expected)}`];
  const [left, right] = [new Map(Object.entries(expected)), new Map(Object.entries(actual))];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) =>
    differences(left.get(name), right.get(name), `${pointer}/${escaped(name)}`),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function printed(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** RFC 6901 */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
