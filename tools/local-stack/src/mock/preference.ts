/** What a caller asks of the mock with `Prefer` (RFC 7240). */
export interface Preference {
  /** The status of the answer. */
  readonly code?: string;
  /** The name of an example; together with a code, also the code of a problem. */
  readonly example?: string;
}

/** The `example=…` and `code=…` of a Prefer header; other preferences are for somebody else. */
export function preferenceOf(header: string | undefined): Preference | undefined {
  const code = valueOf(/(?:^|[,;])\s*code\s*=\s*"?([\w-]+)"?/i, header);
  const example = valueOf(/(?:^|[,;])\s*example\s*=\s*"?([\w-]+)"?/i, header);
  if (code === undefined && example === undefined) return undefined;
  return { ...(code !== undefined && { code }), ...(example !== undefined && { example }) };
}

function valueOf(pattern: RegExp, header = ''): string | undefined {
  return pattern.exec(header)?.[1];
}

/** The value of Preference-Applied. */
export function appliedText(preference: Preference): string {
  return Object.entries(preference)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
