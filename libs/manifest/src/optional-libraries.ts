import type { Manifest } from './manifest.ts';

/** A service loads these libraries only if its manifest needs them. */
const needs = {
  '#libs/database': ({ database }) => database,
  '#libs/object-storage': ({ bucket }) => bucket !== undefined,
  '#libs/rpc': ({ calls }) => calls.length > 0,
} as const satisfies Readonly<Record<string, (declaration: Declaration) => boolean>>;

export type Declaration = Pick<Manifest, 'database' | 'bucket' | 'calls'>;
export type OptionalLibrary = keyof typeof needs;

export function declares(declaration: Declaration, library: OptionalLibrary): boolean {
  return needs[library](declaration);
}

export function isOptionalLibrary(id: string): id is OptionalLibrary {
  return Object.hasOwn(needs, id);
}
