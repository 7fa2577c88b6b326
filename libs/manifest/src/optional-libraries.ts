import type { Manifest } from './manifest.ts';

/** The libraries that a service loads only if its manifest declares that it needs them. */
const needs = {
  '#libs/database': ({ database }) => database,
  '#libs/object-storage': ({ bucket }) => bucket !== undefined,
  '#libs/rpc': ({ calls }) => calls.length > 0,
} as const satisfies Readonly<Record<string, (declaration: Declaration) => boolean>>;

export type Declaration = Pick<Manifest, 'database' | 'bucket' | 'calls'>;
export type OptionalLibrary = keyof typeof needs;

/** Whether the manifest declares the need for this library. */
export function declares(declaration: Declaration, library: OptionalLibrary): boolean {
  return needs[library](declaration);
}

/** Whether the import `id` is a library that only some services have. */
export function isOptionalLibrary(id: string): id is OptionalLibrary {
  return Object.hasOwn(needs, id);
}
