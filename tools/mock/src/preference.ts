/** What a caller asks of the mock with `Prefer` (RFC 7240). */
export type Preference =
  { readonly kind: 'example'; readonly name: string } | { readonly kind: 'code'; readonly code: string };

/** The first `example=…` or `code=…` of a Prefer header; other preferences are for somebody else. */
export function preferenceOf(header: string | undefined): Preference | undefined {
  const found = /(?:^|[,;])\s*(example|code)\s*=\s*"?([\w-]+)"?/i.exec(header ?? '');
  const [, kind, value] = found ?? [];
  if (kind === undefined || value === undefined) return undefined;
  return kind.toLowerCase() === 'code' ? { kind: 'code', code: value } : { kind: 'example', name: value };
}

/** The value of Preference-Applied. */
export function appliedText(preference: Preference): string {
  return preference.kind === 'code' ? `code=${preference.code}` : `example=${preference.name}`;
}
