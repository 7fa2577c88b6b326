import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdk } from '../aws/cdk-stacks.ts';
import { mustRun, runnerIn } from '../command.ts';
import { templateSchema } from './compare-templates.ts';
import type { Templates } from './stage-changes.ts';

const SUFFIX = '.template.json';

/** Synthesizes a stage's templates with default settings, from the CDK app in a folder. It needs no account. */
export async function synthesize(folder: string, stage: string): Promise<Templates> {
  const output = await mkdtemp(join(tmpdir(), 'qred-templates-'));
  try {
    const args = [...cdk('synth', { stage }), '--quiet', '--output', output];
    await mustRun(runnerIn(folder), process.execPath, args);
    return await readTemplates(output);
  } finally {
    await rm(output, { recursive: true });
  }
}

async function readTemplates(folder: string): Promise<Templates> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(SUFFIX));
  const entries = files.map(async (file) => {
    const template = templateSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
    return [file.slice(0, -SUFFIX.length), template] as const;
  });
  return new Map(await Promise.all(entries));
}
