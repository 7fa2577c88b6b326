import { resolve } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { namesOf } from '#infra';
import { parseDuration, runCommand } from '#libs/command-line';
import { loadManifests } from '#libs/manifest';
import { type LogLine, readLinesOfFolder, renderTrace, traceRequest } from '#libs/request-logs';
import { stageSettings } from '../pipeline/arguments.ts';
import { readCloudWatchLines } from './cloudwatch-logs.ts';
import { readDockerLines } from './docker-logs.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runCommand(
  {
    name: 'npm run logs',
    help: `Prints a request's log lines of all services, in the order in which they were written: those of npm start, or of another
source. The request id is in the X-Request-Id header of every response, and in request_id of every error.`,
    positionals: 'REQUEST_ID',
    options: {
      folder: { type: 'string', default: '.local/logs', help: 'the folder that npm start writes to' },
      compose: { type: 'boolean', default: false, help: 'read the containers of docker compose up' },
      stage: { type: 'string', help: 'read CloudWatch with the AWS credentials of the shell' },
      since: { type: 'string', default: '3h', value: '30m', help: 'how far back to search in CloudWatch' },
      region: { type: 'string', default: 'eu-north-1', help: 'the region of the stage' },
    },
  },
  async ({ folder, compose, stage, since, region }, ids) => {
    const [requestId, ...more] = ids;
    if (requestId === undefined || more.length > 0) throw new Error('Give one request id. See --help.');
    const lines = async (): Promise<LogLine[]> => {
      if (compose) return readDockerLines(root);
      if (stage === undefined) return readLinesOfFolder(resolve(root, folder), requestId);
      const names = namesOf(stageSettings(stage, {}).stage.name);
      return readCloudWatchLines({
        client: new CloudWatchLogsClient({ region }),
        logGroups: loadManifests(root).map((manifest) => names.serviceLogGroup(manifest)),
        requestId,
        sinceMs: parseDuration(since),
        now: Date.now(),
      });
    };
    const trace = traceRequest(await lines(), requestId);
    if (!trace)
      throw new Error(
        `No line has the request id ${requestId}. If the edge itself returned 404 or 503, no service has received the request.`,
      );
    console.log(renderTrace(trace));
  },
);
