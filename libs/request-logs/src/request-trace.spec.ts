import { parseLogText } from './log-line.ts';
import { renderTrace } from './render-trace.ts';
import { traceRequest, traceRequests } from './request-trace.ts';

const line = (fields: object) => JSON.stringify({ level: 'info', version: 'dev', msg: 'a text', ...fields });

const end = (service: string, at: string, path: string, durationMs: number, requestId = 'request-1') =>
  line({
    time: `2026-11-26T12:00:${at}Z`,
    service,
    request_id: requestId,
    req: { method: 'GET', path },
    res: { status: 200 },
    duration_ms: durationMs,
    msg: 'request completed',
  });

const warning = line({
  time: '2026-11-26T12:00:00.030Z',
  level: 'warn',
  service: 'account',
  request_id: 'request-1',
  callee: 'invoice',
  context: 'OverviewService',
  sections: ['invoices'],
  err: {
    type: 'RpcError',
    message: 'refused',
    stack: 'RpcError: refused\n    at call (a.ts:1)\n    at other (b.ts:2)',
    cause: { type: 'Error', message: 'no response from http://invoice', stack: 'Error: no response' },
  },
  msg: 'A part of the overview is unavailable',
});

const log = [
  end('account', '00.040', '/v1/accounts/company-ab/overview', 40),
  end('card', '00.020', '/v1/cards', 8),
  '(node:1) ExperimentalWarning: a feature might change',
  '{"level":"info"',
  line({ time: '2026-11-26T12:00:00.010Z', service: 'card' }),
  warning,
  end('card', '05.000', '/v1/cards', 2, 'request-2'),
].join('\n');

describe('traceRequest', () => {
  it('returns the lines of all services in the order in which they were written', () => {
    const trace = traceRequest(parseLogText(log), 'request-1');

    expect(trace?.lines.map(({ service, at }) => `${service} ${at - trace.startedAt}`)).toEqual([
      'card 20',
      'account 30',
      'account 40',
    ]);
    expect(trace).toMatchObject({ durationMs: 40, entry: { service: 'account' } });
  });

  it('selects the slowest service as the entry service, even if clocks differ', () => {
    const lines = [end('card', '00.010', '/v1/cards', 7), end('account', '00.021', '/v1/accounts', 8)];
    expect(traceRequest(parseLogText(lines.join('\n')), 'request-1')?.entry?.service).toBe('account');
  });

  it('returns no entry service until a service has finished the request', () => {
    const trace = traceRequest(parseLogText(warning), 'request-1');
    expect(trace).toMatchObject({ durationMs: 0, entry: undefined });
  });

  it('returns undefined for an unknown request', () => {
    expect(traceRequest(parseLogText(log), 'request-3')).toBeUndefined();
  });
});

describe('traceRequests', () => {
  it('returns the latest request first, and ignores lines without a request id', () => {
    expect(traceRequests(parseLogText(log)).map(({ requestId }) => requestId)).toEqual([
      'request-2',
      'request-1',
    ]);
  });
});

describe('renderTrace', () => {
  it('shows the durations of requests and the details of warnings', () => {
    const trace = traceRequest(parseLogText(log), 'request-1');
    expect(trace && renderTrace(trace)).toBe(
      [
        'request-1  GET /v1/accounts/company-ab/overview → 200  2026-11-26T12:00:00.000Z, 40 ms',
        '',
        '    +20 ms  card     info   GET /v1/cards → 200 in 8 ms',
        '    +30 ms  account  warn   A part of the overview is unavailable',
        '            callee: invoice',
        '            sections: ["invoices"]',
        '            error: RpcError: refused',
        '              at call (a.ts:1)',
        '            caused by: Error: no response from http://invoice',
        '    +40 ms  account  info   GET /v1/accounts/company-ab/overview → 200 in 40 ms',
      ].join('\n'),
    );
  });
});
