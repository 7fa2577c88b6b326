import { resolve } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { namesOf } from '#infra';
import { loadManifests } from '#libs/manifest';
import { type LogLine, readLinesOfFolder, renderTrace, traceRequest } from '#libs/request-logs';
import { runMain } from '../run-main.ts';
import { readCloudWatchLines } from './cloudwatch-logs.ts';
import { readDockerLines } from './docker-logs.ts';
import { type LogRequest, USAGE, readLogArguments } from './read-arguments.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runMain(async () => {
  const request = readLogArguments(process.argv.slice(2));
  if (!request) {
    console.log(USAGE);
    return;
  }
  const trace = traceRequest(await readLines(request), request.requestId);
  if (!trace)
    throw new Error(
      `No line has the request id ${request.requestId}. If the edge itself returned 404 or 503, no service has received the request.`,
    );
  console.log(renderTrace(trace));
});

async function readLines({ requestId, source }: LogRequest): Promise<LogLine[]> {
  if (source.kind === 'folder') return readLinesOfFolder(resolve(root, source.folder), requestId);
  if (source.kind === 'compose') return readDockerLines(root);
  const names = namesOf(source.stage);
  return readCloudWatchLines({
    client: new CloudWatchLogsClient({ region: source.region }),
    logGroups: loadManifests(root).map((manifest) => names.serviceLogGroup(manifest)),
    requestId,
    sinceMs: source.sinceMs,
    now: Date.now(),
  });
}
