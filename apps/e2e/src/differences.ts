/**
 * Where a JSON value differs from the expected one: a sentence for each field, which begins with its JSON pointer.
 * A field that is undefined counts as left out.
 */
export function differences(expected: unknown, actual: unknown, pointer = ''): string[] {
  if (!isObject(expected) || !isObject(actual) || Array.isArray(expected) !== Array.isArray(actual))
    return Object.is(expected, actual) ? [] : [`${pointer || '/'} is ${told(actual)}, not ${told(expected)}`];
  const [left, right] = [new Map(Object.entries(expected)), new Map(Object.entries(actual))];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) =>
    differences(left.get(name), right.get(name), `${pointer}/${escaped(name)}`),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function told(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** RFC 6901 */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
