import { defineConfig } from 'rolldown';
import { emitServicePackage } from '#tools/bundle';

const app = process.env.APP;
if (!app) throw new Error('Say which app to build: --environment APP:apps/<name>');

/** One bundle per service: our own code in it, packages from npm left to node_modules. */
export default defineConfig({
  input: `${app}/src/main.ts`,
  platform: 'node',
  external: (id) => !/^(?:[./#]|@oxc-project\/runtime)/.test(id),
  tsconfig: 'tsconfig.base.json',
  plugins: [emitServicePackage(import.meta.dirname, app)],
  output: { dir: `dist/${app}`, sourcemap: true, cleanDir: true },
});
