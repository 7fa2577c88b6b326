import { execFile } from 'node:child_process';
import { copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const packageJson = z.record(z.string(), z.unknown());

export const CLIENT_REGISTRY = 'https://npm.pkg.github.com';

/**
 * Builds the client's npm package: JavaScript, declarations and package.json. `fields` are added to package.json, for
 * example a version. Throws an Error with the output of tsc.
 */
export async function buildPackage(
  root: string,
  folder: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  const source = join(root, 'libs', 'api-client');
  await rm(folder, { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript-7', 'bin', 'tsc');
  await run(process.execPath, [tsc, '-p', join(source, 'tsconfig.build.json'), '--outDir', folder]);
  await rewriteDeclarationImports(folder);
  await copyFile(join(source, 'README.md'), join(folder, 'README.md'));
  const manifest = await readFile(join(source, 'package.json'), 'utf8');
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ ...published(packageJson.parse(JSON.parse(manifest))), ...fields }, null, 2),
  );
}

/** In imports of `./x.ts`, TypeScript rewrites the extension in JavaScript, but not in declarations. */
async function rewriteDeclarationImports(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.d.ts'))) {
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), text.replace(/(from '\.{1,2}\/[^']+)\.ts'/g, "$1.js'"));
  }
}

/** The published package.json has different exports from the package.json in the workspace. */
function published({ private: _private, exports: _exports, ...manifest }: z.output<typeof packageJson>) {
  return {
    ...manifest,
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    files: ['**/*.js', '**/*.d.ts'],
    publishConfig: { access: 'restricted', registry: CLIENT_REGISTRY },
  };
}
