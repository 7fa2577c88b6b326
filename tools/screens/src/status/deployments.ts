import type { DeploymentRecords } from '#libs/github';

/**
 * `no records`: there is no record. `unknown`: the last record is old and has no list of built operations.
 */
export type DeployedStatus = 'yes' | 'no' | 'no records' | 'unknown';

export interface Deployments {
  of(service: string): Promise<(operation: string) => DeployedStatus>;
}

/** Used if the location of the deployment records is unknown. */
export const noRecords: Deployments = {
  of() {
    return Promise.resolve(() => 'no records' as const);
  },
};

/** A stage serves the operations in the record of its last successful deployment. */
export function deploymentsTo(stage: string, records: Pick<DeploymentRecords, 'recent'>): Deployments {
  return {
    async of(service) {
      const [last] = await records.recent(stage, service);
      if (!last) return () => 'no records';
      const built = last.built_operations;
      if (!built) return () => 'unknown';
      return (operation) => (built.includes(operation) ? 'yes' : 'no');
    },
  };
}
