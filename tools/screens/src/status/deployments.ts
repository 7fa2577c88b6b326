import type { DeploymentRecords } from '#libs/github';

/** `no records` without any record. `unknown` if the last record is older than its list of built operations. */
export type DeployedStatus = 'yes' | 'no' | 'no records' | 'unknown';

export interface Deployments {
  of(service: string): Promise<(operation: string) => DeployedStatus>;
}

/** The status of every operation if the location of the records is unknown. */
export const noRecords: Deployments = {
  of() {
    return Promise.resolve(() => 'no records' as const);
  },
};

/** Reads which operations a stage serves from its last successful deployments. */
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
