import { parseIncidentArguments, reportIncident } from './incident.ts';
import { openExistingRecords } from '../records/open-records.ts';
import { runMain } from '../run-main.ts';

await runMain(async () => {
  const report = parseIncidentArguments(process.argv.slice(2), new Date());
  const records = openExistingRecords({ file: report.records, environment: process.env });
  const { sha, ended_at } = await reportIncident(report, records);
  console.log(
    `Reported the incident for ${sha.slice(0, 7)} of ${report.service}, deployed to ${report.stage} at ${ended_at}`,
  );
});
