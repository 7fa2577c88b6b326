import { setTimeout } from 'node:timers/promises';
import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type LogLine, parseLogLine } from '#libs/request-logs';

/** The maximum number of lines that Logs Insights returns. */
const MAX_LINES = 10_000;

export interface CloudWatchQuery {
  readonly client: CloudWatchLogsClient;
  readonly logGroups: readonly string[];
  readonly requestId: string;
  /** How far back to search (ms). */
  readonly sinceMs: number;
  readonly now: number;
  readonly pollMs?: number;
}

/**
 * Finds a request's lines in all log groups with one query of CloudWatch Logs Insights. A line can be found a
 * few seconds after it was written. Throws an Error if the query fails.
 */
export async function readCloudWatchLines(query: CloudWatchQuery): Promise<LogLine[]> {
  const { client, logGroups, requestId, sinceMs, now } = query;
  const { queryId } = await client.send(
    new StartQueryCommand({
      logGroupNames: [...logGroups],
      startTime: Math.floor((now - sinceMs) / 1000),
      endTime: Math.ceil(now / 1000),
      queryString: `fields @message | filter request_id = ${quote(requestId)} | sort @timestamp asc`,
      limit: MAX_LINES,
    }),
  );
  const rows = await waitForRows(query, queryId);
  return rows.flatMap((row) => parseLogLine(messageOf(row)) ?? []);
}

async function waitForRows(
  { client, pollMs = 1_000 }: CloudWatchQuery,
  queryId: string | undefined,
): Promise<ResultField[][]> {
  for (;;) {
    const { status, results = [] } = await client.send(new GetQueryResultsCommand({ queryId }));
    if (status === 'Complete') return results;
    if (status !== 'Scheduled' && status !== 'Running')
      throw new Error(`CloudWatch ended the query with the status ${status ?? 'unknown'}. Try again.`);
    await setTimeout(pollMs);
  }
}

function messageOf(row: readonly ResultField[]): string {
  return row.find(({ field }) => field === '@message')?.value ?? '';
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
