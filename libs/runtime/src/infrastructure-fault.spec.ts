import { QueryFailedError } from 'typeorm';
import { infrastructureFault } from './infrastructure-fault.ts';

function withCode(code: string): Error {
  return Object.assign(new Error('it failed'), { code });
}

it.each([
  ['refuses the connection', 'ECONNREFUSED'],
  ['resets the connection', 'ECONNRESET'],
  ['is not in DNS', 'ENOTFOUND'],
  ['cannot be resolved because DNS is down', 'EAI_AGAIN'],
  ['is unreachable', 'EHOSTUNREACH'],
  ['does not respond', 'UND_ERR_HEADERS_TIMEOUT'],
])('infrastructureFault recognizes the error of a server that %s', (_, code) => {
  expect(infrastructureFault(withCode(code))).toBe(code);
});

it.each([
  ['an unreachable server', '08006'],
  ['a rotated password', '28P01'],
  ['a missing database', '3D000'],
  ['too many connections', '53300'],
  ['a full disk', '53100'],
  ['a cancelled statement', '57014'],
  ['a shutdown by an administrator', '57P01'],
  ['a crash', '57P02'],
  ['a server that starts up', '57P03'],
  ['an input or output error', '58030'],
  ['a lock', '55P03'],
  ['a read-only standby', '25006'],
  ['a transaction that waited too long', '25P03'],
  ['a deadlock', '40P01'],
  ['a serialization failure', '40001'],
])('infrastructureFault recognizes %s in an error of TypeORM', (_, code) => {
  expect(infrastructureFault(new QueryFailedError('SELECT 1', [], withCode(code)))).toBe(`SQLSTATE ${code}`);
});

it.each([
  ['a database that accepts no connections', '55000'],
  ['a role that may not connect', '42501'],
])('infrastructureFault recognizes that PostgreSQL refuses a session because of %s', (_, code) => {
  const refused = Object.assign(withCode(code), { severity: 'FATAL' });
  expect(infrastructureFault(new QueryFailedError('SELECT 1', [], refused))).toBe(`SQLSTATE ${code}`);
  const failed = Object.assign(withCode(code), { severity: 'ERROR' });
  expect(infrastructureFault(new QueryFailedError('SELECT 1', [], failed))).toBeUndefined();
});

it.each([
  'EPROTO',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_NOT_YET_VALID',
])('infrastructureFault recognizes a failed TLS handshake: %s', (code) => {
  expect(infrastructureFault(withCode(code))).toBe(code);
});

it.each([
  'timeout exceeded when trying to connect',
  'The server does not support SSL connections',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
])('infrastructureFault recognizes the error "%s" of pg', (message) => {
  expect(infrastructureFault(new Error(message))).toBeDefined();
});

it('infrastructureFault recognizes timeouts and failures of object storage', () => {
  expect(infrastructureFault(Object.assign(new Error('slow'), { name: 'TimeoutError' }))).toBe(
    'TimeoutError',
  );
  const failed = Object.assign(new Error('sorry'), { name: 'Unknown', $metadata: { httpStatusCode: 500 } });
  expect(infrastructureFault(failed)).toBe('status 500');
  const denied = Object.assign(new Error('no'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  expect(infrastructureFault(denied)).toBeUndefined();
});

it('infrastructureFault recognizes the TimeoutError of an expired signal', async () => {
  const signal = AbortSignal.timeout(1);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(infrastructureFault(signal.reason)).toBe('TimeoutError');
});

it('infrastructureFault finds the reason in causes and in aggregate errors', () => {
  const addresses = new AggregateError([withCode('EOTHER'), withCode('ECONNREFUSED')]);
  expect(infrastructureFault(new Error('outer', { cause: new Error('inner', { cause: addresses }) }))).toBe(
    'ECONNREFUSED',
  );
});

it('infrastructureFault stops at a circular chain of causes', () => {
  const circle = new Error('round');
  circle.cause = circle;
  expect(infrastructureFault(circle)).toBeUndefined();
});

it.each([
  ['a duplicate key', '23505'],
  ['a violated check', '23514'],
  ['a syntax error', '42601'],
  ['a missing table', '42P01'],
  ['a missing permission', '42501'],
  ['a number out of range', '22003'],
  ['a missing file', 'ENOENT'],
])('infrastructureFault returns undefined for %s', (_, code) => {
  expect(infrastructureFault(new QueryFailedError('SELECT 1', [], withCode(code)))).toBeUndefined();
});

it.each([new TypeError('x is not a function'), 'a text', undefined, null, { code: 'ECONNREFUSED' }])(
  'infrastructureFault returns undefined for %p',
  (error) => {
    expect(infrastructureFault(error)).toBeUndefined();
  },
);
