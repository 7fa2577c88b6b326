import { readLogArguments } from './read-arguments.ts';

describe('readLogArguments', () => {
  it('reads the local logs by default', () => {
    expect(readLogArguments(['request-1'])).toEqual({
      requestId: 'request-1',
      source: { kind: 'folder', folder: '.local/logs' },
    });
  });

  it('reads containers with --compose', () => {
    expect(readLogArguments(['request-1', '--compose'])?.source).toEqual({ kind: 'compose' });
  });

  it('reads CloudWatch with --stage', () => {
    expect(readLogArguments(['request-1', '--stage', 'dev', '--since', '2d'])?.source).toEqual({
      kind: 'cloudwatch',
      stage: 'dev',
      sinceMs: 172_800_000,
      region: 'eu-north-1',
    });
  });

  it.each([
    [[], 'one request id'],
    [['one', 'two'], 'one request id'],
    [['one', '--stage', 'test'], 'no stage test'],
    [['one', '--stage', 'dev', '--since', '2 days'], 'not a period'],
  ])('rejects %j', (args, message) => {
    expect(() => readLogArguments(args)).toThrow(message);
  });
});
