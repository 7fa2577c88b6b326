import { mkdtemp, readFile, readdir, rm, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cdk } from '../aws/cdk-stacks.ts';
import { mustRun, runnerIn } from '../command.ts';
import type { Templates } from './template-diff.ts';

const SUFFIX = '.template.json';
const templateSchema = z.record(z.string(), z.unknown());

/** Needs no AWS account. `context` contains the settings of the stage. */
export async function synthesize(
  folder: string,
  context: Readonly<Record<string, string>>,
): Promise<Templates> {
  const output = await mkdtemp(join(tmpdir(), 'qred-templates-'));
  try {
    return await synthesizeTo(folder, context, output);
  } finally {
    await rm(output, { recursive: true });
  }
}

/** `cdk deploy --app` can deploy the stage from the output folder. */
export async function synthesizeTo(
  folder: string,
  context: Readonly<Record<string, string>>,
  output: string,
): Promise<Templates> {
  // In a CI environment, the CDK writes its progress to standard output. Callers print a plan or a diff
  // there.
  const args = [...cdk('synth', context), '--quiet', '--no-ci', '--output', output];
  await mustRun(runnerIn(folder), process.execPath, args);
  return readTemplates(output);
}

export async function readTemplates(folder: string): Promise<Templates> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(SUFFIX));
  const entries = files.map(async (file) => {
    const template = templateSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
    return [file.slice(0, -SUFFIX.length), template] as const;
  });
  return new Map(await Promise.all(entries));
}

/** Runs `work` in a temporary checkout of a commit, with the packages of this workspace. */
export async function withCheckout<T>(
  root: string,
  commit: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const run = runnerIn(root);
  const parent = await mkdtemp(join(tmpdir(), 'qred-base-'));
  const folder = join(parent, 'workspace');
  const packages = join(folder, 'node_modules');
  try {
    await mustRun(run, 'git', ['worktree', 'add', '--quiet', '--detach', folder, commit]);
    await symlink(join(root, 'node_modules'), packages);
    return await work(folder);
  } finally {
    // Remove the link first. Otherwise, git could delete the packages behind the link.
    await unlink(packages).catch(() => undefined);
    await run('git', ['worktree', 'remove', '--force', folder]);
    await rm(parent, { recursive: true, force: true });
  }
}
