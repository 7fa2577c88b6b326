import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';
import { MANIFEST_FILE, parseManifest } from '#libs/manifest';
import { copyAssets, emitServicePackage, leaveOutUndeclared } from '#tools/bundle';

const app = process.env.APP;
if (!app) throw new Error('Say which app to build: --environment APP:apps/<name>');
const manifest = parseManifest(JSON.parse(readFileSync(`${app}/${MANIFEST_FILE}`, 'utf8')));

/** One bundle per service: our own code in it, packages from npm left to node_modules. */
export default defineConfig({
  input: `${app}/src/main.ts`,
  platform: 'node',
  external: (id) => !/^(?:[./#\0]|@oxc-project\/runtime)/.test(id),
  tsconfig: 'tsconfig.base.json',
  plugins: [
    leaveOutUndeclared(manifest),
    emitServicePackage(import.meta.dirname, app),
    copyAssets(import.meta.dirname, app),
  ],
  output: { dir: `dist/${app}`, sourcemap: true, cleanDir: true },
});
