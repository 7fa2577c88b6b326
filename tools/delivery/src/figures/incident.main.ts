import { parseIncidentArguments, reportIncident } from './incident.ts';
import { openExistingRecords } from '../records/open-records.ts';

try {
  const report = parseIncidentArguments(process.argv.slice(2), new Date());
  const records = openExistingRecords({
    file: report.records,
    environment: process.env,
    warn: (message) => console.error(message),
  });
  const { sha, ended_at } = await reportIncident(report, records);
  console.log(
    `Reported for ${sha.slice(0, 7)} of ${report.service}, deployed to ${report.stage} at ${ended_at}`,
  );
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
