import type { Components } from '#contracts/vocabulary';

/** The part of a client's document with its schemas. */
export interface NamedSchemas {
  readonly components: Pick<Components, 'schemas'>;
}

/** The services' schemas by name, each with the first service that has it. Throws if two services disagree about one. */
export function namedTypes(
  documents: ReadonlyMap<string, NamedSchemas>,
): { readonly name: string; readonly service: string }[] {
  const found = new Map<string, { readonly service: string; readonly schema: string }>();
  for (const [service, { components }] of documents)
    for (const [name, value] of Object.entries(components.schemas)) {
      const schema = JSON.stringify(value);
      const earlier = found.get(name);
      if (earlier && earlier.schema !== schema)
        throw new Error(
          `The schema ${name} of ${service} is not the one of ${earlier.service}. Give one of them another name.`,
        );
      if (!earlier) found.set(name, { service, schema });
    }
  return [...found].map(([name, { service }]) => ({ name, service })).sort(byName);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
