import type { Components } from '#libs/openapi';
import { uniteParts } from '../documents/unite-parts.ts';

export interface NamedSchemas {
  readonly components: Pick<Components, 'schemas'>;
}

/**
 * Returns schema names in sorted order, each with the first service that defines it. Throws an Error if two services
 * define a schema in different ways.
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
