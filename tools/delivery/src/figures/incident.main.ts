import { runCommand } from '#libs/command-line';
import { openRecords } from '#libs/github';
import { recordIncident } from './incident.ts';

await runCommand(
  {
    name: 'npm run incident',
    help: `Reports when users suffered from a deployment, for the delivery figures.

Start:  npm run incident -- --service card --description "activation returns 500"
End:    npm run incident -- --service card --end
Both:   npm run incident -- --service card --description "…" --at 2026-06-15T09:30:00Z --until 2026-06-15T10:00:00Z`,
    options: {
      service: { type: 'string', required: true, help: 'the service that caused the incident' },
      description: { type: 'string', value: 'TEXT', help: 'what users saw' },
      at: {
        type: 'string',
        value: 'TIME',
        help: 'the start, by default now. With --end: which open incident',
      },
      end: { type: 'boolean', default: false, help: 'end the open incident' },
      until: { type: 'string', value: 'TIME', help: 'the end, by default now with --end' },
      'fixed-by': {
        type: 'string',
        multiple: true,
        value: 'COMMIT',
        help: 'a version that was deployed because of it, or none. By default the one that ran at the end, if it came meanwhile',
      },
      stage: { type: 'string', default: 'production', help: 'the stage' },
    },
  },
  async (options) => {
    const { service, stage } = options;
    const { cause, incident } = await recordIncident(options, openRecords(process.env), new Date());
    const { started_at, ended_at, fixed_by = [] } = incident;
    const end = ended_at === undefined ? 'on' : `to ${ended_at}`;
    console.log(
      `Reported for ${cause.sha.slice(0, 7)} of ${service}, deployed to ${stage} at ${cause.ended_at}: an incident from ${started_at} ${end}`,
    );
    if (ended_at === undefined)
      return console.log(`When it is over: npm run incident -- --service ${service} --end`);
    const fixes = fixed_by.map((sha) => sha.slice(0, 7)).join(', ');
    console.log(
      fixes
        ? `Fixed by ${fixes}, which counts as rework`
        : 'No deployment fixed it. If one did, report the incident again with --fixed-by COMMIT',
    );
  },
);
