import type { Content, DeploymentRecord } from '#libs/github';

export interface PlannedRollback {
  readonly service: string;
  readonly previousSha: string;
  readonly imageSha: string;
  /** After the rollback, the service runs the target version's image with the last version's database. */
  readonly content?: Content | undefined;
  readonly withdrawnContent?: Content | undefined;
  /** The record of the target version lists these operations. */
  readonly builtOperations?: readonly string[] | undefined;
}

/**
 * `records` contains the finished records of a service in a stage, oldest first. `to` is a full SHA. Throws
 * an Error if this version never ran in the stage, because then no working image exists.
 */
export function planRollback(
  { service, stage, to }: Readonly<Record<'service' | 'stage' | 'to', string>>,
  records: readonly DeploymentRecord[],
): PlannedRollback {
  const successes = records.filter(({ result }) => result === 'success');
  const last = successes.at(-1);
  const target = successes.findLast(({ sha }) => sha === to);
  if (last && target)
    return {
      service,
      previousSha: last.sha,
      imageSha: target.image_sha ?? target.sha,
      content: contentAfter(target.content, last.content),
      withdrawnContent: records.findLast(({ sha }) => sha !== to)?.content,
      builtOperations: target.built_operations,
    };
  const known = [...new Set(successes.map(({ sha }) => sha))].reverse().slice(0, 5);
  throw new Error(
    `${service} never ran ${to} at ${stage}. ${known.length > 0 ? `It ran ${known.join(', ')}` : 'It never ran there'}`,
  );
}

function contentAfter(target: Content | undefined, last: Content | undefined): Content | undefined {
  const { image, interface: contract } = target ?? {};
  if (image === undefined || contract === undefined) return undefined;
  return { ...last, image, interface: contract };
}
