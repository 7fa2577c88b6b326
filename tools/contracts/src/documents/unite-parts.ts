/** Combines the named parts of two documents. Throws an Error if a name has different parts in the two documents. */
export function uniteParts<T>(
  kind: string,
  all: Readonly<Record<string, T>>,
  own: Readonly<Record<string, T>>,
): Record<string, T> {
  for (const [name, value] of Object.entries(own))
    if (name in all && JSON.stringify(all[name]) !== JSON.stringify(value))
      throw new Error(`Two services define the ${kind} ${name} in different ways. Rename one of them.`);
  return { ...all, ...own };
}
