import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';
import { MANIFEST_FILE, parseManifest } from '#libs/manifest';
import {
  PACKAGES,
  SERVICE_ENTRY,
  copyAssets,
  emitServicePackage,
  leaveOutUndeclared,
  ownSourceMaps,
  serviceEntry,
} from '#tools/bundle';

const app = process.env.APP;
if (!app) throw new Error('APP is not set. Pass --environment APP:apps/<name>.');
const manifest = parseManifest(JSON.parse(readFileSync(`${app}/${MANIFEST_FILE}`, 'utf8')));
const root = import.meta.dirname;

/** Builds one bundle for each service. npm packages are in separate chunks. */
export default defineConfig({
  input: { main: SERVICE_ENTRY },
  platform: 'node',
  tsconfig: 'tsconfig.base.json',
  plugins: [
    serviceEntry(root, app),
    leaveOutUndeclared(manifest),
    ownSourceMaps(),
    emitServicePackage(root, app),
    copyAssets(root, app),
  ],
  output: {
    dir: `dist/${app}`,
    sourcemap: true,
    cleanDir: true,
    codeSplitting: { groups: [{ name: PACKAGES, test: /node_modules/, entriesAware: true }] },
  },
});
