import type { Components } from '#libs/openapi';
import { uniteParts } from '../documents/unite-parts.ts';

/** The part of a client's document with its schemas. */
export interface NamedSchemas {
  readonly components: Pick<Components, 'schemas'>;
}

/**
 * The services' schemas by name, each with the first service that has it. Throws an Error if two services define a
 * schema in different ways.
 */
export function namedTypes(
  documents: ReadonlyMap<string, NamedSchemas>,
): { readonly name: string; readonly service: string }[] {
  const schemas = [...documents.values()].map(({ components }) => components.schemas);
  const all = schemas.reduce((united, own) => uniteParts('schema', united, own), {});
  return Object.keys(all)
    .sort()
    .flatMap((name) => {
      const [service] = [...documents].find(([, { components }]) => name in components.schemas) ?? [];
      return service === undefined ? [] : [{ name, service }];
    });
}
