import type { DeploymentRecords } from '../deployment-records.ts';
import type { DeploymentRecord } from '../record.ts';

export async function addRecord(
  records: DeploymentRecords,
  { ended_at, result, reason, exposed_at, incidents: _, ...attempt }: DeploymentRecord,
): Promise<void> {
  const started = await records.start(attempt);
  await started.finish({ ended_at, result, reason, exposed_at });
}
