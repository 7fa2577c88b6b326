import type { Plugin } from 'rolldown';

export const PACKAGES = 'packages';

/**
 * Omits the source maps of packages. Otherwise, Node would parse 9 MB of source maps each time a service
 * starts.
 */
export function ownSourceMaps(): Plugin {
  return {
    name: 'own-source-maps',
    generateBundle(_options, bundle) {
      for (const [fileName, output] of Object.entries(bundle)) {
        if (output.type !== 'chunk' || !output.name.startsWith(PACKAGES)) continue;
        Reflect.deleteProperty(bundle, `${fileName}.map`);
        output.map = null;
        output.code = output.code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
      }
    },
  };
}
