import { INCIDENT_USAGE, endIncident, parseIncidentArguments, reportIncident } from './incident.ts';
import { openExistingRecords } from '../records/open-records.ts';
import { runMain } from '../run-main.ts';

await runMain(async () => {
  const options = parseIncidentArguments(process.argv.slice(2), new Date());
  if (options === 'help') {
    console.log(INCIDENT_USAGE);
    return;
  }
  const { stage, service, records: file } = 'end' in options ? options.end : options.report;
  const records = openExistingRecords({ file, environment: process.env });
  const { cause, incident } =
    'end' in options
      ? await endIncident(options.end, records)
      : await reportIncident(options.report, records);
  const { started_at, ended_at, fixed_by = [] } = incident;
  console.log(
    `Reported for ${cause.sha.slice(0, 7)} of ${service}, deployed to ${stage} at ${cause.ended_at}: an incident from ${started_at} ${ended_at === undefined ? 'on' : `to ${ended_at}`}`,
  );
  if (ended_at === undefined) console.log(`When it is over: npm run incident -- --service ${service} --end`);
  else
    console.log(
      fixed_by.length > 0
        ? `Fixed by ${fixed_by.map((sha) => sha.slice(0, 7)).join(', ')}, which counts as rework`
        : 'No deployment fixed it. If one did, report the incident again with --fixed-by <commit>',
    );
});
