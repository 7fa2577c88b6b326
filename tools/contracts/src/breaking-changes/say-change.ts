/** Formats a changed rule for a change id. Undefined means that the rule is absent. */
export function kindOf(rule: string, old: unknown, now: unknown): string {
  return `${rule} ${told(old)} → ${told(now)}`;
}

/** Describes a changed rule in words that follow the place. */
export function describe(rule: string, old: unknown, now: unknown): string {
  if (old === undefined) return `has a ${rule} now: ${JSON.stringify(now)}`;
  if (now === undefined) return `has no ${rule} any more; it was ${JSON.stringify(old)}`;
  return `has another ${rule}: ${JSON.stringify(now)} instead of ${JSON.stringify(old)}`;
}

function told(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
