import { FakeAws } from '../pipeline/testing/fake-aws.ts';
import { readCloudWatchLines } from './cloudwatch-logs.ts';

const message = JSON.stringify({
  level: 'info',
  time: '2026-11-26T12:00:00.000Z',
  service: 'card',
  request_id: 'request-1',
  msg: 'a text',
});

describe('readCloudWatchLines', () => {
  let aws: FakeAws;

  const read = (requestId = 'request-1') =>
    readCloudWatchLines({
      client: aws.logs,
      logGroups: ['/qred/dev/services/card', '/qred/dev/services/account'],
      requestId,
      sinceMs: 3_600_000,
      now: Date.parse('2026-11-26T12:30:00Z'),
      pollMs: 1,
    });

  beforeEach(() => {
    aws = new FakeAws();
    aws.on('StartQuery', () => ({ queryId: 'query-1' }));
  });

  it('searches all log groups with one query, and waits for the result', async () => {
    aws.inTurn('GetQueryResults', [
      { status: 'Scheduled' },
      { status: 'Running', results: [] },
      {
        status: 'Complete',
        results: [
          [
            { field: '@message', value: message },
            { field: '@ptr', value: 'x' },
          ],
        ],
      },
    ]);

    expect(await read()).toMatchObject([{ service: 'card', message: 'a text' }]);
    expect(aws.requests.map(({ operation }) => operation)).toEqual([
      'StartQuery',
      'GetQueryResults',
      'GetQueryResults',
      'GetQueryResults',
    ]);
    expect(aws.requests[0]?.body).toEqual({
      logGroupNames: ['/qred/dev/services/card', '/qred/dev/services/account'],
      startTime: Date.parse('2026-11-26T11:30:00Z') / 1000,
      endTime: Date.parse('2026-11-26T12:30:00Z') / 1000,
      queryString: 'fields @message | filter request_id = "request-1" | sort @timestamp asc',
      limit: 10_000,
    });
    expect(aws.requests[1]?.body).toEqual({ queryId: 'query-1' });
  });

  it('quotes the request id in the query', async () => {
    aws.on('GetQueryResults', () => ({ status: 'Complete', results: [] }));
    await read('a" or level = "error\\');
    expect(aws.requests[0]?.body.queryString).toContain(
      String.raw`filter request_id = "a\" or level = \"error\\" |`,
    );
  });

  it('throws an error if the query fails', async () => {
    aws.on('GetQueryResults', () => ({ status: 'Timeout' }));
    await expect(read()).rejects.toThrow('with the status Timeout');
  });
});
