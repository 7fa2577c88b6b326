import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { type Manifest, defaultService, loadManifests } from '#libs/manifest';

const ENTRY = '\0stage-mock';
const SOURCES = 'tools/local-stack/src';
/** Files that the image needs in addition to the bundle. The mock draws card images from the PNG. */
const FILES = ['stage-mock/Dockerfile', 'mock/card.png'];

const BUNDLE = 'main.mjs';

/**
 * Writes the build context of the mock's image: a bundle of all contracts and packages, and a Dockerfile. The same
 * sources always give the same files. Throws an Error with the bundler's message.
 */
export async function buildStageMock(root: string, folder: string): Promise<void> {
  const build = await rolldown({
    input: ENTRY,
    cwd: root,
    platform: 'node',
    tsconfig: 'tsconfig.base.json',
    logLevel: 'silent',
    experimental: { attachDebugInfo: 'none' },
    plugins: [stageMockEntry(root, loadManifests(root))],
  });
  try {
    await build.write({
      file: join(folder, BUNDLE),
      codeSplitting: false,
      // Comments contain the paths of packages. These paths differ between working trees.
      comments: false,
    });
  } finally {
    await build.close();
  }
  for (const file of FILES)
    await copyFile(join(root, SOURCES, file), join(folder, file.split('/').at(-1) ?? ''));
}

/** The image's program imports each contract by name, because a bundle can't look for contracts at run time. */
function stageMockEntry(root: string, manifests: readonly Manifest[]): Plugin {
  const names = manifests.map(({ name }) => name);
  const program = [
    `import { startStageMock } from ${JSON.stringify(join(root, SOURCES, 'stage-mock/stage-mock.ts'))};`,
    ...names.map((name, index) => `import * as contract${index} from '#contracts/${name}';`),
    `const modules = { ${names.map((name, index) => `'${name}': contract${index}`).join(', ')} };`,
    `const defaultService = '${defaultService(manifests).name}';`,
    'const mock = await startStageMock({ modules, defaultService }, process.env);',
    `process.once('SIGTERM', () => void mock.stop());`,
    'console.log(`The mock listens on ${mock.url}`);',
  ];
  return {
    name: 'stage-mock-entry',
    resolveId(id) {
      if (id === ENTRY) return id;
      const [, project] = /^#contracts\/([\w-]+)$/.exec(id) ?? [];
      return project === undefined ? undefined : join(root, 'libs/contracts', project, 'src/index.ts');
    },
    load: (id) => (id === ENTRY ? program.join('\n') : undefined),
  };
}
