import { type DeploymentRecord, inOrder } from '#libs/github';
import type { Git } from '../changes/git.ts';
import type { Idea } from './samples.ts';

export type IdeaSources = Pick<Git, 'firstWith' | 'filesThatHad' | 'firstOf'>;

const BRIEFS = 'briefs';

/**
 * Finds when each operation of a service was first mentioned and first deployed. The first mention is the
 * commit that adds the operation to openapi.yaml. If a brief names the operation and has an earlier commit,
 * that commit is the first mention. Omits operations that no commit added, such as `ping`. `records` contains
 * all records of one stage.
 */
export async function readIdeas(
  service: string,
  operations: readonly string[],
  records: readonly DeploymentRecord[],
  git: IdeaSources,
): Promise<Idea[]> {
  const ideas: Omit<Idea, 'servedAt'>[] = [];
  for (const operation of operations) {
    const describedAt = await firstDescription(service, operation, git);
    if (describedAt) ideas.push({ service, operation, describedAt });
  }
  const served = firstDeployments(service, records);
  return ideas.map((idea) => ({ ...idea, servedAt: served.get(idea.operation) }));
}

async function firstDescription(
  service: string,
  operation: string,
  git: IdeaSources,
): Promise<Date | undefined> {
  const document = `libs/contracts/${service}/openapi.yaml`;
  const inContract = await git.firstWith(`operationId: ${operation}$`, document);
  if (!inContract) return undefined;
  const briefs = await git.filesThatHad(`(^|[^A-Za-z0-9_])${operation}([^A-Za-z0-9_]|$)`, BRIEFS);
  const commits = await Promise.all(briefs.map((brief) => git.firstOf(brief)));
  const times = [inContract, ...commits].flatMap((commit) => (commit ? [Date.parse(commit.time)] : []));
  return new Date(Math.min(...times));
}

function firstDeployments(service: string, records: readonly DeploymentRecord[]): ReadonlyMap<string, Date> {
  const served = new Map<string, Date>();
  for (const { kind, result, ended_at, built_operations = [], ...record } of inOrder(records)) {
    if (record.service !== service || kind !== 'deployment' || result !== 'success') continue;
    for (const operation of built_operations)
      if (!served.has(operation)) served.set(operation, new Date(ended_at));
  }
  return served;
}
