import { join } from 'node:path';
import { type InputOptions, type OutputOptions, rolldown } from 'rolldown';
import type { Manifest } from '#libs/manifest';
import { copyAssets } from './copy-assets.ts';
import { leaveOutUndeclared } from './leave-out-undeclared.ts';
import { SERVICE_ENTRY, serviceEntry } from './service-entry.ts';

export interface DevelopmentBuild {
  readonly main: string;
  /** Absolute paths. */
  readonly files: ReadonlySet<string>;
}

/**
 * Matches a package that Node loads from node_modules. Paths, our subpath imports, virtual modules and the bundler's
 * helpers are not packages.
 */
const PACKAGE = /^(?![./#\0]|@oxc-project\/runtime\/)/;

/**
 * Bundles only our own code, which takes a fraction of a second. Packages stay in node_modules, so `folder`
 * must be in the workspace. Throws an Error with the bundler's message.
 */
export async function buildForDevelopment(
  root: string,
  manifest: Manifest,
  folder: string,
): Promise<DevelopmentBuild> {
  const app = `apps/${manifest.name}`;
  const plugins = [serviceEntry(root, app), leaveOutUndeclared(manifest), copyAssets(root, app, folder)];
  const files = await bundle(
    root,
    { input: { main: SERVICE_ENTRY }, plugins },
    { dir: folder, sourcemap: true },
  );
  return { main: join(folder, 'main.js'), files };
}

/**
 * Bundles one of our modules into `file`, so that an import of the file loads the current code. Does not
 * bundle modules that match `shared`. Throws an Error with the bundler's message.
 */
export async function bundleModule(
  root: string,
  module: string,
  file: string,
  shared: RegExp,
): Promise<DevelopmentBuild> {
  const files = await bundle(root, { input: module, external: [shared] }, { file, codeSplitting: false });
  return { main: file, files };
}

async function bundle(
  root: string,
  input: InputOptions,
  output: OutputOptions,
): Promise<ReadonlySet<string>> {
  const external = [PACKAGE, ...(Array.isArray(input.external) ? input.external : [])];
  const build = await rolldown({
    ...input,
    external,
    cwd: root,
    platform: 'node',
    tsconfig: 'tsconfig.base.json',
    logLevel: 'silent',
  });
  try {
    await build.write(output);
    return new Set(await build.watchFiles);
  } finally {
    await build.close();
  }
}
