import { type DeploymentRecords, type Line, builtOperations } from '#tools/delivery';

/** `no records` without any record. `unknown` if this clone lacks the running commit. */
export type DeployedAnswer = 'yes' | 'no' | 'no records' | 'unknown';

/** The part of git that is needed. `Git` implements it. */
export interface Sources {
  knows(sha: string): Promise<boolean>;
  linesAt(sha: string, pattern: string, folder: string): Promise<Line[]>;
}

export interface Deployments {
  of(service: string): Promise<(operation: string) => DeployedAnswer>;
}

/** Used if the location of the records is unknown. */
export const noRecords: Deployments = {
  of() {
    return Promise.resolve(() => 'no records' as const);
  },
};

/** Reads what a stage runs from the last successful deployment and the source of its commit. */
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
