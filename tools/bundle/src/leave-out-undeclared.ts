import type { Plugin } from 'rolldown';
import { type Declaration, declares, isOptionalLibrary } from '#libs/manifest';

/**
 * Removes a library and its packages from a service's bundle if the manifest does not declare the library.
 * The service kit imports these libraries only on demand.
 */
export function leaveOutUndeclared(manifest: Declaration & { readonly name: string }): Plugin {
  const isUndeclared = (id: string): boolean => isOptionalLibrary(id) && !declares(manifest, id);
  return {
    name: 'leave-out-undeclared',
    resolveId(id, _importer, { kind }) {
      return kind === 'dynamic-import' && isUndeclared(id) ? `\0undeclared:${id}` : undefined;
    },
    load(id) {
      const [, library] = id.split('\0undeclared:');
      if (library === undefined) return undefined;
      const message = `service.json of ${manifest.name} does not declare that it needs ${library}`;
      return `throw new Error(${JSON.stringify(message)});`;
    },
  };
}
