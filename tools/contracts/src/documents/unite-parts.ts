/** Combines two sets of named components. Throws an Error if both sets have different components with the same name. */
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
