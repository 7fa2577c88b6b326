type Fields = Readonly<Record<string, unknown>>;

/** Matches one base field of a line, which starts with them; further fields follow. */
const BASE_FIELD = /[{,]"(level|time|service|version|request_id)":("(?:[^"\\]|\\.)*")/y;

/**
 * A parsed line whose base fields say what the logger wrote: its own service, version, request, level and time. An entry
 * can't overwrite them; a field of the same name is kept under another one, as `entry_service`.
 */
export function keepBaseFields(line: string, entry: Fields): Fields {
  const base = baseFieldsOf(line);
  const overwritten = Object.keys(base).filter((name) => entry[name] !== base[name]);
  if (overwritten.length === 0) return entry;
  const kept = Object.fromEntries(overwritten.map((name) => [`entry_${name}`, entry[name]]));
  return { ...entry, ...kept, ...base };
}

/** The logger writes each name once; a name that comes again belongs to the entry. */
function baseFieldsOf(line: string): Fields {
  const base: Record<string, unknown> = {};
  BASE_FIELD.lastIndex = 0;
  for (let match = BASE_FIELD.exec(line); match; match = BASE_FIELD.exec(line)) {
    const [, name = '', value = ''] = match;
    if (name in base) break;
    base[name] = JSON.parse(value) as unknown;
  }
  return base;
}
