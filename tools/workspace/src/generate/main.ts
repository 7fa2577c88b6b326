import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadManifests } from '#libs/manifest';
import { generators } from './generators.ts';
import { findStaleFiles, writeGeneratedFiles } from './write-generated-files.ts';

const root = resolve(import.meta.dirname, '../../../..');
const names = generators.map(({ name }) => name);
const USAGE = `Usage: npm run generate [-- NAME… | --check]

Writes the generated files. NAME is ${names.join(', ')}; without a name, all are written.
--check writes nothing and fails if a file is out of date.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) console.log(USAGE);
  else await run(positionals, values.check);
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function run(wanted: readonly string[], isCheck: boolean): Promise<void> {
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no generator ${unknown.join(', ')}.\n\n${USAGE}`);
  const chosen = generators.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const workspace = { root, manifests: loadManifests(root) };
  if (!isCheck) {
    for (const path of await writeGeneratedFiles(workspace, chosen)) console.log(`✔ ${path}`);
    return;
  }
  const stale = await findStaleFiles(workspace, chosen);
  if (stale.length === 0) return;
  throw new Error(
    `These files are out of date:\n${stale.map((path) => `    ${path}`).join('\n')}\nRun npm run generate and commit the result.`,
  );
}
