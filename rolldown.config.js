import { defineConfig } from 'rolldown';

const app = process.env.APP;
if (!app) throw new Error('Say which app to build: --environment APP:apps/<name>');

/** One bundle per service: our own code in it, packages from npm left to node_modules. */
export default defineConfig({
  input: `${app}/src/main.ts`,
  platform: 'node',
  external: (id) => !/^(?:[./#]|@oxc-project\/runtime)/.test(id),
  tsconfig: 'tsconfig.base.json',
  output: { dir: `dist/${app}`, sourcemap: true, cleanDir: true },
});
