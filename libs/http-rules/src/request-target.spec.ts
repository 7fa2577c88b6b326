import fc from 'fast-check';
import { canonicalTarget, pathInTarget, readTarget } from './request-target.ts';

describe('readTarget', () => {
  it.each<[string, string[], string]>([
    ['/', [''], ''],
    ['/v1/cards', ['v1', 'cards'], ''],
    ['/v1/cards?a=%2F&b?c', ['v1', 'cards'], 'a=%2F&b?c'],
    ['/v1/cards?', ['v1', 'cards'], ''],
    ['/v1/cards/', ['v1', 'cards', ''], ''],
    ['/v1//cards', ['v1', '', 'cards'], ''],
    ['//host/path', ['', 'host', 'path'], ''],
    ['http://a/v1/cards?x=1', ['v1', 'cards'], 'x=1'],
    ['HTTPS://a.example:8443/v1', ['v1'], ''],
    ['http://a', [''], ''],
    ['http://a?x=1', [''], 'x=1'],
    ['/v1/%6demberships', ['v1', 'memberships'], ''],
    ['/v1%2Fcards', ['v1/cards'], ''],
    ['/a%5Cb', ['a\\b'], ''],
    ['/a%00b', ['a\0b'], ''],
    ['/%256d', ['%6d'], ''],
    ['/%C3%A5', ['å'], ''],
    ['/cards;version=1', ['cards;version=1'], ''],
    ['/V1/Cards', ['V1', 'Cards'], ''],
    ['/...', ['...'], ''],
  ])('reads %j', (raw, segments, query) => {
    expect(readTarget(raw)).toMatchObject({ segments, query });
  });

  it.each([
    '',
    '*',
    'v1/cards',
    'a.example:443',
    'ftp://a/v1/cards',
    'http://',
    'http:///v1/cards',
    'http://user@a/v1/cards',
    '/v1/cards#top',
    '/v1\\cards',
    '/v1/c ards',
    '/v1/cards\n',
    '/v1/kört',
    '/%',
    '/%6',
    '/%ZZ',
    '/%C3%28',
    '/%E0%A4%A',
    '/v1?x=%ZZ',
    '/v1?x=%FF',
    '/a/../b',
    '/a/./b',
    '/..',
    '/a/%2e%2E/b',
    '/a/.%2e',
    'http://a/..',
  ])('refuses %j', (raw) => {
    expect(readTarget(raw)).toBeUndefined();
    expect(canonicalTarget(raw)).toBeUndefined();
  });
});

describe('canonicalTarget', () => {
  const rawTargets = fc
    .array(
      fc.constantFrom('/', 'a', 'B', '.', '%2e', '%2F', '%61', '%25', '%C3%A5', ';', '?', '=', '&', '+', '~'),
    )
    .map((parts) => `/${parts.join('')}`);

  it('keeps the path and the query, and does not change its own result', () => {
    let readable = 0;
    fc.assert(
      fc.property(rawTargets, (raw) => {
        const canonical = canonicalTarget(raw);
        if (canonical === undefined) return;
        readable += 1;
        expect(readTarget(canonical)).toMatchObject({
          segments: readTarget(raw)?.segments,
          query: readTarget(raw)?.query,
        });
        expect(canonicalTarget(canonical)).toBe(canonical);
      }),
    );
    expect(readable).toBeGreaterThan(10);
  });

  it('returns a canonical target unchanged', () => {
    expect(canonicalTarget('/v1/cards?account_id=company-ab&limit=2')).toBe(
      '/v1/cards?account_id=company-ab&limit=2',
    );
  });
});

it.each([
  ['/v1/cards?x=1', '/v1/cards'],
  ['http://a/v1/cards?x=1', '/v1/cards'],
  ['/v1/%6demberships', '/v1/%6demberships'],
  ['/%ZZ?x', '/%ZZ'],
])('pathInTarget finds the path in %j, even if the target is unreadable', (raw, path) => {
  expect(pathInTarget(raw)).toBe(path);
});
