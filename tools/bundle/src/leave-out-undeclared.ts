import type { Plugin } from 'rolldown';
import type { Manifest } from '#libs/manifest';

type Declaration = Pick<Manifest, 'name' | 'database' | 'bucket' | 'calls'>;

/** The libraries that only some services need, which the service kit therefore imports on demand. */
const optional: Readonly<Record<string, (manifest: Declaration) => boolean>> = {
  '#libs/database': ({ database }) => database,
  '#libs/object-storage': ({ bucket }) => bucket !== undefined,
  '#libs/rpc': ({ calls }) => calls.length > 0,
};

/** Leaves the libraries that a service's manifest does not declare, and their packages, out of its bundle. */
export function leaveOutUndeclared(manifest: Declaration): Plugin {
  const isUndeclared = (id: string): boolean => optional[id]?.(manifest) === false;
  return {
    name: 'leave-out-undeclared',
    resolveId(id, _importer, { kind }) {
      return kind === 'dynamic-import' && isUndeclared(id) ? `\0undeclared:${id}` : undefined;
    },
    load(id) {
      const [, library] = id.split('\0undeclared:');
      if (library === undefined) return undefined;
      const message = `service.json of ${manifest.name} does not declare what needs ${library}`;
      return `throw new Error(${JSON.stringify(message)});`;
    },
  };
}
