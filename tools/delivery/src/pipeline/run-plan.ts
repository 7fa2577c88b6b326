import type { DeploymentRecord } from '../records/record.ts';
import { deployService } from './deploy-service.ts';
import type { Plan } from './plan.ts';
import type { Ports } from './ports.ts';

/** The result of a run. */
export interface RunReport {
  readonly records: readonly DeploymentRecord[];
  /** Units that were skipped because another one, which they need, failed. */
  readonly stopped: readonly { readonly service: string; readonly reason: string }[];
}

/** Deploys the planned units wave by wave. A failure stops the units that need the failed one, and no others. */
export async function runPlan({ stage, sha, waves }: Plan, ports: Ports): Promise<RunReport> {
  const records: DeploymentRecord[] = [];
  const stopped: { service: string; reason: string }[] = [];
  const notDeployed = new Set<string>();
  for (const planned of waves.flat()) {
    const { service, waitsFor } = planned;
    const missing = waitsFor.find((each) => notDeployed.has(each));
    if (missing !== undefined) {
      stopped.push({ service, reason: `it needs this version of ${missing}, which was not deployed` });
      notDeployed.add(service);
      continue;
    }
    const record = await deployService(planned, { stage, sha }, ports);
    records.push(record);
    if (record.result !== 'success') notDeployed.add(service);
  }
  return { records, stopped };
}

export function succeeded({ records, stopped }: RunReport): boolean {
  return stopped.length === 0 && records.every(({ result }) => result === 'success');
}

/** Formats one line per service. */
export function describeRun({ records, stopped }: RunReport): string[] {
  return [
    ...records.map(
      ({ service, sha, stage, kind, result, reason }) =>
        `${service}: ${kind} of ${sha.slice(0, 7)} to ${stage}: ${result}${reason === undefined ? '' : `: ${reason}`}`,
    ),
    ...stopped.map(({ service, reason }) => `${service}: not deployed: ${reason}`),
  ];
}
