import { globSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GeneratedFiles, Generator, Workspace } from './generator.ts';

/** Lists the generated files that are out of date, missing or left over, by path relative to the root. */
export async function findStaleFiles(
  workspace: Workspace,
  generators: readonly Generator[],
): Promise<string[]> {
  const stale = await Promise.all(
    generators.map(async (generator) =>
      staleFiles(workspace.root, generator, await generator.render(workspace)),
    ),
  );
  return stale.flat();
}

/**
 * Writes the generated files that are out of date, deletes obsolete files, and returns the paths of all these
 * files.
 */
export async function writeGeneratedFiles(
  workspace: Workspace,
  generators: readonly Generator[],
): Promise<string[]> {
  const written = await Promise.all(
    generators.map(async (generator) => {
      const files = await generator.render(workspace);
      const stale = await staleFiles(workspace.root, generator, files);
      await Promise.all(stale.map((path) => writeOrDelete(join(workspace.root, path), files.get(path))));
      return stale;
    }),
  );
  return written.flat();
}

async function staleFiles(
  root: string,
  { files: owned }: Generator,
  files: GeneratedFiles,
): Promise<string[]> {
  const paths = [...new Set([...files.keys(), ...globSync(owned, { cwd: root })])].sort();
  const texts = await Promise.all(
    paths.map((path) => readFile(join(root, path), 'utf8').catch(() => undefined)),
  );
  return paths.filter((path, index) => files.get(path) !== texts[index]);
}

async function writeOrDelete(file: string, text: string | undefined): Promise<void> {
  if (text === undefined) return rm(file);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
