import { pino } from 'pino';
import { lineOptions } from './line-options.ts';

const CARD = '4111111111111111';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';

let written: string[];
const logger = pino(
  lineOptions({
    service: 'hub',
    version: '1',
    level: 'trace',
    surroundings: () => ({ trace_id: 'trace-1' }),
  }),
  { write: (line: string) => written.push(line) },
);

beforeEach(() => (written = []));

function line(): unknown {
  expect(written).toHaveLength(1);
  return JSON.parse(written[0] ?? '');
}

it.each<[string, () => void, object]>([
  ['a token in a message', () => logger.info(`first\nBearer ${JWT}`), { msg: 'first\nBearer [redacted]' }],
  ['a token in a message with an entry', () => logger.info({ a: 1 }, JWT), { a: 1, msg: '[redacted]' }],
  ['a token between quotes', () => logger.info(`{"token":"${JWT}"}`), { msg: '{"token":"[redacted]"}' }],
  ['a card number after a tab', () => logger.info(`\t${CARD}`), { msg: '\t[redacted]' }],
  [
    'a token that is formatted into a message',
    () => logger.info('Bearer %s', 'abc.def'),
    { msg: 'Bearer [redacted]' },
  ],
  [
    'a card number that formatting puts together',
    () => logger.info('%s%s', '41111111', '11111111'),
    { msg: '[redacted]' },
  ],
  [
    'a private field that is formatted into a message',
    () => logger.info('sent %j', { password: 'secret' }),
    { msg: 'sent {"password":"[redacted]"}' },
  ],
  [
    'an object that is passed as the message',
    () => logger.info({}, { cvv: '123' } as never),
    { msg: "{ cvv: '[redacted]' }" },
  ],
  [
    'the message of an error',
    () => logger.error(new Error(JWT)),
    { msg: '[redacted]', err: { message: '[redacted]' } },
  ],
  [
    'the message of an error in a field',
    () => logger.error({ err: new Error(`at ${CARD}`) }),
    { msg: 'at [redacted]', err: { message: 'at [redacted]' } },
  ],
  [
    'the private fields of an error',
    () => logger.error({ failure: Object.assign(new Error('no'), { parameters: ['secret'] }) }),
    { failure: { type: 'Error', message: 'no' } },
  ],
  ['a token in a list', () => logger.info({ list: [`Bearer ${JWT}`] }), { list: ['Bearer [redacted]'] }],
  [
    'a private field',
    () => logger.info({ a: [{ contact: { email: 'a' } }] }),
    { a: [{ contact: '[redacted]' }] },
  ],
  [
    'a private field of the entry itself',
    () => logger.info({ lastFour: '4242' }),
    { lastFour: '[redacted]' },
  ],
  ['a request of Node', () => logger.info({ method: 'GET', headers: { cookie: 'a=b' }, socket: {} }), {}],
])('the logger redacts %s', (_, log, expected) => {
  log();
  expect(line()).toMatchObject(expected);
  expect(written[0]).not.toMatch(/eyJ|4111|secret|123|4242|abc\.def|a=b/);
});

it('the logger writes an entry without private data unchanged', () => {
  const entry = { ms: 0.4111111111111111, text: '"\\"\u2028\u0000/å', list: [null, true, {}] };
  logger.warn(entry, 'hello %s', 'world');
  expect(line()).toMatchObject({ ...entry, level: 'warn', msg: 'hello world' });
});

it('the logger writes a message with percent signs unchanged', () => {
  logger.info('100 % of /v1/%zz');
  expect(line()).toMatchObject({ msg: '100 % of /v1/%zz' });
});

it('the logger adds a prefix to entry fields that would replace identifying fields', () => {
  const disguise = {
    service: 'card',
    version: '0',
    level: 'fatal',
    time: 'never',
    trace_id: 't',
    msg: 'other',
  };
  logger.info({ ...disguise, request_id: 'r' }, 'disguised');
  expect(line()).toMatchObject({
    ...{ level: 'info', service: 'hub', version: '1', trace_id: 'trace-1', msg: 'disguised' },
    ...{ entry_level: 'fatal', entry_service: 'card', entry_request_id: 'r', entry_trace_id: 't' },
  });
  for (const name of Object.keys(disguise)) expect(written[0]?.split(`"${name}":`)).toHaveLength(2);
});
