/** How the id of a change names a rule that differs; a value that is undefined is none. */
export function kindOf(rule: string, old: unknown, now: unknown): string {
  return `${rule} ${told(old)} → ${told(now)}`;
}

/** How a rule differs, in words that go after the place. */
export function describe(rule: string, old: unknown, now: unknown): string {
  if (old === undefined) return `has a ${rule} now: ${JSON.stringify(now)}`;
  if (now === undefined) return `has no ${rule} any more; it was ${JSON.stringify(old)}`;
  return `has another ${rule}: ${JSON.stringify(now)} instead of ${JSON.stringify(old)}`;
}

function told(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
