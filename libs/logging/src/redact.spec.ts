import { Socket } from 'node:net';
import { QueryFailedError } from 'typeorm';
import { redactFields, redactText } from './redact.ts';

const CARD = '4111111111111111';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';

describe('the fields of an entry', () => {
  it.each([
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'token',
    'access_token',
    'accessToken',
    'refresh_token',
    'id_token',
    'password',
    'client_secret',
    'card_number',
    'cardNumber',
    'pan',
    'cvv',
    'last_four',
    'lastFour',
    'expires',
    'contact',
    'email',
    'phone',
    'personal_number',
    'personalNumber',
    'body',
    'parameters',
  ])('are redacted if they are private: %s', (name) => {
    const entry = { [name]: 'secret', deep: [{ deeper: { [name]: { any: 'thing' } } }] };
    expect(redactFields(entry)).toEqual({
      [name]: '[redacted]',
      deep: [{ deeper: { [name]: '[redacted]' } }],
    });
  });

  it('keep their values if no rule applies', () => {
    const entry = { a: 1, b: 'text', c: null, d: undefined, e: [true, { card_id: 'c-1', message: 'hello' }] };
    expect(redactFields(entry)).toEqual(entry);
  });

  it('are also redacted in rows and query strings', () => {
    class Row {
      lastFour = '4242';
      cardId = 'c-1';
    }
    const query = Object.assign(Object.create(null) as object, { email: 'a@b.example', limit: '3' });
    expect(redactFields({ row: new Row(), query })).toEqual({
      row: { lastFour: '[redacted]', cardId: 'c-1' },
      query: { email: '[redacted]', limit: '3' },
    });
  });

  it('are dropped if they are nested too deeply', () => {
    const nested = (depth: number): object =>
      depth === 0 ? { password: 'secret' } : { next: nested(depth - 1) };
    expect(JSON.stringify(redactFields(nested(30)))).not.toContain('secret');
    expect(JSON.stringify(redactFields({ list: [[[[[[[[[['secret']]]]]]]]]] }))).not.toContain('secret');
    expect(JSON.stringify(redactFields(nested(7)))).toContain('"password":"[redacted]"');
  });

  it('are redacted if their value is a numeric card number', () => {
    expect(redactFields({ number: Number(CARD), amount: 4111111111111112 })).toEqual({
      number: '[redacted]',
      amount: 4111111111111112,
    });
  });

  it('contain dates in their JSON form', () => {
    expect(redactFields({ at: new Date(0) })).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  });

  it('do not contain the parameters of a failed query', () => {
    const driverError = Object.assign(new Error('duplicate key'), {
      detail: 'Key (contact)=(anna@company-ab.example) exists',
    });
    const error = new QueryFailedError(
      'INSERT INTO requests VALUES ($1)',
      ['anna@company-ab.example'],
      driverError,
    );
    const logged = JSON.stringify(redactFields({ failure: error, all: [{ error }] }));
    expect(logged.match(/"message":"duplicate key"/g)).toHaveLength(2);
    expect(logged).not.toMatch(/anna@|INSERT/);
  });

  it('keep amounts and measurements', () => {
    const entry = { amount: 540_000, largest: Number.MAX_SAFE_INTEGER, ms: 4.111111111111111 };
    expect(redactFields(entry)).toEqual(entry);
  });

  it('keep timestamps, even if their digits look like a card number', () => {
    const moments = Array.from({ length: 100 }, (_, index) => Date.UTC(2026, 5, 15) + index);
    expect(redactFields({ moments })).toEqual({ moments });
    expect(redactText(moments.join('; '))).toBe(moments.join('; '));
  });
});

describe('a text', () => {
  it.each([
    ['a bearer token', `"Bearer abc.def-ghi_~+/="`, '"Bearer [redacted]"'],
    ['a bearer token of any case', 'bearer abc', 'Bearer [redacted]'],
    ['a JSON Web Token', `token=${JWT};`, 'token=[redacted];'],
    ['a JSON Web Token without a signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.', '[redacted]'],
    ['a card number', `paid with ${CARD} today`, 'paid with [redacted] today'],
    ['a card number with spaces', '"4111 1111 1111 1111"', '"[redacted]"'],
    ['a card number with hyphens', '4111-1111-1111-1111', '[redacted]'],
    ['a card number of 15 digits', '378282246310005', '[redacted]'],
    ['a card number of 19 digits', '6304000000000000000', '[redacted]'],
    [
      'the signature of a presigned URL',
      '"https://b.example/card-art/a.png?X-Amz-Expires=300&X-Amz-Signature=abc&x-id=GetObject"',
      '"https://b.example/card-art/a.png?[redacted]"',
    ],
    [
      'the signature of a presigned URL in lower case after other parameters',
      'GET https://b.example/a.png?x-id=GetObject&x-amz-signature=abc next',
      'GET https://b.example/a.png?[redacted] next',
    ],
  ])('is logged without %s', (_, line, expected) => {
    expect(redactText(line)).toBe(expected);
  });

  it.each([
    ['a number with a wrong check digit', '4111111111111112'],
    ['a number of 12 digits', '411111111111'],
    ['a number of 20 digits', '41111111111111111111'],
    ['a timestamp', '2026-06-15T12:00:00.000Z'],
    ['an id', '0b6d1c1e-5a52-4b0e-9c52-6f2f0f6a2f11'],
    ['an amount', '{"amount":900719925474099}'],
    ['a measurement', 'it took 0.4111111111111111 ms'],
    ['a version', '4.1111.1111.1111.111'],
    ['another query', 'https://api.example/v1/cards?account_id=company-ab&limit=3'],
    ['a name that only looks like a token', 'eyJ is not one, nor is Bearer'],
  ])('is logged with %s', (_, line) => {
    expect(redactText(line)).toBe(line);
  });

  it('is logged with all of its secrets redacted', () => {
    const line = `Bearer ${JWT} and Bearer other, ${CARD}, ${CARD}`;
    expect(redactText(line)).toBe('Bearer [redacted] and Bearer [redacted], [redacted], [redacted]');
  });
});

it.each(['?', 'eyJ-', '1 ', 'Bearer ', '?X-Amz', '?X-Amz- ', '4 111', '٤ '])(
  'a text is redacted in linear time, even if it repeats %j',
  (part) => {
    // The fastest of several runs, because other processes slow single runs down.
    const costOf = (length: number): number => {
      const text = part.repeat(length / part.length);
      const runs = Array.from({ length: 5 }, () => {
        const start = performance.now();
        redactText(text);
        return performance.now() - start;
      });
      return Math.min(...runs);
    };
    expect(costOf(64_000)).toBeLessThan(80 * (costOf(4_000) + 1));
  },
);

describe('class instances', () => {
  it('are redacted in their JSON form', () => {
    const signed = new URL('https://b.example/a.png?X-Amz-Signature=abc');
    const custom = { toJSON: () => ({ password: 'secret', at: `Bearer ${JWT}` }) };
    expect(redactFields({ signed, custom })).toEqual({
      signed: 'https://b.example/a.png?[redacted]',
      custom: { password: '[redacted]', at: 'Bearer [redacted]' },
    });
  });

  it('are replaced by the class name if they are requests, sockets or buffers', () => {
    expect(redactFields({ buffer: Buffer.from('secret'), socket: new Socket() })).toEqual({
      buffer: '[Buffer]',
      socket: '[Socket]',
    });
  });

  it('are logged only up to a size limit, even if they contain themselves', () => {
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    circle.all = Array.from({ length: 100_000 }, (_, index) => ({ index, circle }));
    expect(JSON.stringify(redactFields(circle)).length).toBeLessThan(100_000);
  });

  it('are redacted even if a card number is a bigint or a token is a field name', () => {
    expect(redactFields({ card: 4111111111111111n, [JWT]: 1 })).toEqual({
      card: '[redacted]',
      '[redacted]': 1,
    });
  });
});
