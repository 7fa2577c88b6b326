import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StageName } from '#infra';
import type { StageSettings } from './arguments.ts';
import { type CommitContent, hashTemplates, readServices } from './content/content.ts';
import { synthesizeTo } from './diff/synthesize.ts';

/** The first job of a run writes this folder, and later jobs read it. */
export const RELEASE_FOLDER = 'dist/release';
const CONTENT_FILE = 'content.json';

export interface Release {
  readonly sha: string;
  readonly content: CommitContent;
  /** The path is relative to the workspace's root. */
  readonly assembly: (stage: StageName) => string;
}

const assembly = (stage: StageName): string => join(RELEASE_FOLDER, stage);

async function createRelease(root: string, sha: string, stages: readonly StageSettings[]): Promise<Release> {
  await mkdir(join(root, RELEASE_FOLDER), { recursive: true });
  const templates: Partial<Record<StageName, Record<string, string>>> = {};
  for (const { stage, context } of stages)
    templates[stage.name] = hashTemplates(
      await synthesizeTo(root, context, join(root, assembly(stage.name))),
    );
  const content = { services: await readServices(root), templates };
  await writeFile(join(root, RELEASE_FOLDER, CONTENT_FILE), JSON.stringify({ sha, content }));
  return { sha, content, assembly };
}

/**
 * Opens the release that an earlier job of the run created. If no earlier job created a release, creates a
 * release.
 */
export async function openRelease(
  root: string,
  sha: string,
  stages: readonly StageSettings[],
): Promise<Release> {
  const file = join(root, RELEASE_FOLDER, CONTENT_FILE);
  if (existsSync(file)) {
    const stored: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (isRelease(stored) && stored.sha === sha) return { ...stored, assembly };
  }
  return createRelease(root, sha, stages);
}

/** `createRelease` wrote the file, so this checks only that both fields exist. */
function isRelease(value: unknown): value is Pick<Release, 'sha' | 'content'> {
  return typeof value === 'object' && value !== null && 'sha' in value && 'content' in value;
}
