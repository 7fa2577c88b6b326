import { type DeploymentRecords, type Line, builtOperations } from '#tools/delivery';

/** `no records` where nothing tells; `unknown` where the commit that runs is not in this clone. */
export type DeployedAnswer = 'yes' | 'no' | 'no records' | 'unknown';

/** What is asked of git; `Git` is one. */
export interface Sources {
  knows(sha: string): Promise<boolean>;
  linesAt(sha: string, pattern: string, folder: string): Promise<Line[]>;
}

export interface Deployments {
  of(service: string): Promise<(operation: string) => DeployedAnswer>;
}

/** For when it is not known where the records are. */
export const noRecords: Deployments = {
  of() {
    return Promise.resolve(() => 'no records' as const);
  },
};

/** What runs on a stage, from the last successful deployment and the source of its commit. */
export function deploymentsTo(stage: string, records: DeploymentRecords, git: Sources): Deployments {
  return {
    async of(service) {
      const last = await records.lastSuccessful(stage, service);
      if (!last) return () => 'no records';
      if (!(await git.knows(last.sha))) return () => 'unknown';
      const decorators = await git.linesAt(last.sha, '^[[:space:]]*@[A-Za-z]', `apps/${service}/src`);
      const built = new Set(builtOperations(decorators));
      return (operation) => (built.has(operation) ? 'yes' : 'no');
    },
  };
}
