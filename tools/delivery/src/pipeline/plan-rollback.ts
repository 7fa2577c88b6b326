import type { DeploymentRecords } from '../records/deployment-records.ts';

export interface RollbackQuestion {
  readonly service: string;
  readonly stage: string;
  /** The full sha of the target version. */
  readonly to: string;
}

export interface PlannedRollback {
  readonly service: string;
  readonly previousSha: string;
  /** The operations that the target version implements, as its record lists them. */
  readonly builtOperations?: readonly string[] | undefined;
}

/** Throws an Error unless the commit ran in the stage before, because only then a working image exists. */
export async function planRollback(
  { service, stage, to }: RollbackQuestion,
  records: Pick<DeploymentRecords, 'list'>,
): Promise<PlannedRollback> {
  const successes = (await records.list({ stage, service })).filter(({ result }) => result === 'success');
  const last = successes.at(-1);
  const target = successes.findLast(({ sha }) => sha === to);
  if (last && target) return { service, previousSha: last.sha, builtOperations: target.built_operations };
  const known = [...new Set(successes.map(({ sha }) => sha))].reverse().slice(0, 5);
  throw new Error(
    `${service} never ran at ${to} at ${stage}. ${known.length > 0 ? `It ran at: ${known.join(', ')}` : 'It never ran there'}`,
  );
}
