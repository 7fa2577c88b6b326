import { execFile } from 'node:child_process';
import { copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const packageJson = z.record(z.string(), z.unknown());

/** Writes the client as the package that apps install: JavaScript, declarations, package.json. Throws what tsc says. */
export async function buildPackage(root: string, folder: string): Promise<void> {
  const source = join(root, 'libs', 'api-client');
  await rm(folder, { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await run(process.execPath, [tsc, '-p', join(source, 'tsconfig.build.json'), '--outDir', folder]);
  await nameDeclarationsAsModules(folder);
  await copyFile(join(source, 'README.md'), join(folder, 'README.md'));
  const described = await readFile(join(source, 'package.json'), 'utf8');
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify(published(packageJson.parse(JSON.parse(described))), null, 2),
  );
}

/** TypeScript rewrites `./x.ts` to `./x.js` in JavaScript and leaves it in declarations. */
async function nameDeclarationsAsModules(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.d.ts'))) {
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), text.replace(/(from '\.{1,2}\/[^']+)\.ts'/g, "$1.js'"));
  }
}

/** The package.json of what is published, which is not what the workspace imports. */
function published({ private: _private, exports: _exports, ...described }: z.output<typeof packageJson>) {
  return {
    ...described,
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    files: ['**/*.js', '**/*.d.ts'],
    publishConfig: { access: 'restricted' },
  };
}
