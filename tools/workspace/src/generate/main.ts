import { resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { loadManifests } from '#libs/manifest';
import { generators } from './generators.ts';
import { findStaleFiles, writeGeneratedFiles } from './write-generated-files.ts';

const root = resolve(import.meta.dirname, '../../../..');
const names = generators.map(({ name }) => name);

await runCommand(
  {
    name: 'npm run generate',
    help: `Writes the generated files. NAME is ${names.join(', ')}; without a name, all are written.`,
    positionals: '[NAME…]',
    options: {
      check: { type: 'boolean', default: false, help: 'write nothing, and fail if a file is out of date' },
    },
  },
  async ({ check }, wanted) => {
    const unknown = wanted.filter((name) => !names.includes(name));
    if (unknown.length > 0)
      throw new Error(`There is no generator ${unknown.join(', ')}. Choose from ${names.join(', ')}.`);
    const chosen = generators.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
    const workspace = { root, manifests: loadManifests(root) };
    if (!check) {
      for (const path of await writeGeneratedFiles(workspace, chosen)) console.log(`✔ ${path}`);
      return;
    }
    const stale = await findStaleFiles(workspace, chosen);
    if (stale.length === 0) return;
    throw new Error(
      `These files are out of date:\n${stale.map((path) => `    ${path}`).join('\n')}\nRun npm run generate and commit the result.`,
    );
  },
);
