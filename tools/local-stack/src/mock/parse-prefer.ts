const TOKEN = String.raw`[!#$%&'*+.^_|~\w-]+`;
const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const MEMBER = new RegExp(`(?:${QUOTED}|[^",])+`, 'g');
const PREFERENCE = new RegExp(String.raw`^\s*(${TOKEN})(?:\s*=\s*(${TOKEN}|${QUOTED})?)?\s*(?:;|$)`);

/**
 * The preferences in a Prefer header with their values, by RFC 7240. Names are case-insensitive. If a name is repeated,
 * its first value counts. Parameters after a semicolon, and preferences that can't be read, are ignored.
 */
export function parsePrefer(header: string): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>();
  for (const [member] of header.matchAll(MEMBER)) {
    const [, name, value = ''] = PREFERENCE.exec(member) ?? [];
    if (name === undefined || preferences.has(name.toLowerCase())) continue;
    preferences.set(name.toLowerCase(), unquoted(value));
  }
  return preferences;
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value;
}
