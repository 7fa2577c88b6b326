import type { StageName } from '#infra';
import type { DeploymentRecord } from '#libs/github';
import { type CommitContent, contentIn, isSameContent } from './content/content.ts';

/** Maps a stage to the stage that must run the version first. */
const PROMOTED_FROM: Readonly<Partial<Record<StageName, StageName>>> = { production: 'dev' };

/**
 * `reason` says why the stage must not deploy the version. `imageSha` is the commit of the image to copy. A
 * stage that builds its own images has no `imageSha`.
 */
export type Promotion = { readonly imageSha?: string } | { readonly reason: string };

export function promotedFrom(stage: StageName): StageName | undefined {
  return PROMOTED_FROM[stage];
}

/** A stage may deploy only content that the previous stage runs. */
export async function findPromotion(
  {
    stage,
    service,
    commit,
  }: { readonly stage: StageName; readonly service: string; readonly commit: CommitContent },
  recent: (stage: string, service: string) => Promise<readonly DeploymentRecord[]>,
): Promise<Promotion> {
  const source = promotedFrom(stage);
  if (source === undefined) return {};
  const records = await recent(source, service);
  const [running] = records;
  const wanted = contentIn(commit, source, service) ?? {};
  if (running?.content && isSameContent(running.content, wanted))
    return { imageSha: running.image_sha ?? running.sha };
  const failed = records.at(-1);
  const why =
    failed && failed.result !== 'success' && failed.reason !== undefined ? `: ${failed.reason}` : '';
  return { reason: `${source} does not run this version${why}` };
}
