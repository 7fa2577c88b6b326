const TOKEN = String.raw`[!#$%&'*+.^_|~\w-]+`;
const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const MEMBER = new RegExp(`(?:${QUOTED}|[^",])+`, 'g');
const PREFERENCE = new RegExp(String.raw`^\s*(${TOKEN})(?:\s*=\s*(${TOKEN}|${QUOTED})?)?\s*(?:;|$)`);

/**
 * Parses a Prefer header by RFC 7240. Names are case-insensitive. If a name is repeated, its first value counts.
 * Ignores parameters after a semicolon, and preferences that it can't parse.
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
