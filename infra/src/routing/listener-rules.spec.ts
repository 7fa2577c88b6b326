import fc from 'fast-check';
import { z } from 'zod';
import {
  type Exposure,
  contract,
  createRouter,
  data,
  json,
  operation,
  operationsOf,
} from '#contracts/vocabulary';
import { parseManifest } from '#libs/manifest';
import type { Service } from '../deployment.ts';
import { workspaceServices } from '../testing/templates.ts';
import { assertRulesAgree, listenerRulesOf } from './listener-rules.ts';

interface Path {
  readonly path: `/${string}`;
  readonly exposure?: Exposure;
}

function service(name: string, port: number, paths: readonly Path[], isDefault = false): Service {
  const definitions = paths.map(({ path, exposure = 'edge' }, index) => {
    const params = Object.fromEntries(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => [key, z.string()]),
    );
    const definition = operation({
      method: 'GET',
      path,
      summary: 'For a test.',
      access: 'member',
      exposure,
      params,
      responses: { 200: json('Fine', data(z.object({}))) },
    });
    return [`operation${index}`, definition] as const;
  });
  return {
    manifest: parseManifest({ name, purpose: 'For a test.', port, default: isDefault }),
    contract: contract(name, Object.fromEntries(definitions)),
  };
}

/** What the load balancer does with a path: `*` spans slashes, and the lowest priority wins. */
function answererOf(path: string, services: readonly Service[]): string {
  const rules = services
    .flatMap((each) => listenerRulesOf(each).map((rule) => ({ ...rule, name: each.manifest.name })))
    .sort((one, other) => one.priority - other.priority);
  const matching = rules.find(({ patterns }) => patterns.some((pattern) => matches(pattern, path)));
  if (!matching) return 'nobody';
  return matching.action === 'forward' ? matching.name : 'refused';
}

function matches(pattern: string, path: string): boolean {
  const literal = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${literal}$`).test(path);
}

describe('listenerRulesOf', () => {
  const accounts = service('accounts', 3001, [{ path: '/v1/accounts' }, { path: '/v1/accounts/{id}' }]);

  it('leads every path of every contract to its service, and refuses internal operations (R18)', async () => {
    const services = await workspaceServices();
    const expected = services.flatMap(({ manifest, contract: its }) =>
      operationsOf(its)
        .filter(({ id }) => id !== 'ping')
        .map(({ path, exposure }) => ({
          path: path.replace(/\{\w+\}/g, 'some-id'),
          answerer: exposure === 'internal' ? 'refused' : manifest.name,
        })),
    );

    const found = expected.map(({ path }) => ({ path, answerer: answererOf(path, services) }));

    expect(found).toEqual(expected);
    expect(found.some(({ answerer }) => answerer === 'refused')).toBe(true);
  });

  it('gives what nobody claims to the default service', async () => {
    const services = await workspaceServices();

    expect(answererOf('/nothing/like/this', services)).toBe(
      services.find(({ manifest }) => manifest.default)?.manifest.name,
    );
  });

  it('lets a narrower path of another service win, whichever port is lower', () => {
    for (const port of [3000, 3002]) {
      const cards = service('cards', port, [
        { path: '/v1/accounts/{id}/cards' },
        { path: '/v1/accounts/search' },
      ]);

      expect(answererOf('/v1/accounts/a/cards', [accounts, cards])).toBe('cards');
      expect(answererOf('/v1/accounts/search', [accounts, cards])).toBe('cards');
      expect(answererOf('/v1/accounts/a', [accounts, cards])).toBe('accounts');
    }
  });

  it('refuses an internal path under an exposed one', () => {
    const both = service('accounts', 3001, [
      { path: '/v1/accounts/{id}' },
      { path: '/v1/accounts/{id}/secrets', exposure: 'internal' },
    ]);

    expect(answererOf('/v1/accounts/a/secrets', [both])).toBe('refused');
  });

  it('does not change when another service comes or goes, for its priorities follow from its own port', () => {
    const before = listenerRulesOf(accounts);
    const moved = listenerRulesOf(service('accounts', 3009, [{ path: '/v1/accounts' }]));

    expect(before.map(({ priority }) => priority % 250)).toEqual([2, 2]);
    expect(moved.map(({ priority }) => priority % 250)).toEqual([10]);
  });

  it.each([
    ['fixed paths', Array.from({ length: 12 }, (_, index): Path => ({ path: `/v1/part-${index}` }))],
    ['paths with parameters', Array.from({ length: 12 }, (_, index): Path => ({ path: `/v1/{a}/${index}` }))],
    [
      'many parameters',
      Array.from({ length: 7 }, (_, index): Path => ({ path: `/v1/{a}/{b}/{c}/${index}` })),
    ],
  ])('stays within what one rule may hold: %s', (_, paths) => {
    const rules = listenerRulesOf(service('things', 3001, paths));

    expect(rules.flatMap(({ patterns }) => patterns)).toHaveLength(paths.length);
    for (const { patterns } of rules) {
      expect(patterns.length).toBeLessThanOrEqual(5);
      expect(patterns.join('').split('*').length - 1).toBeLessThanOrEqual(5);
    }
  });

  it('keeps to the priorities that the load balancer knows, whatever the path and the port', () => {
    const extremes = [
      service('first', 3000, [{ path: '/a/b/c/d/e/f/g/h' }]),
      service('last', 3249, [{ path: '/{a}' }], true),
    ];

    const priorities = extremes.flatMap((each) => listenerRulesOf(each).map(({ priority }) => priority));

    expect(Math.min(...priorities)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...priorities)).toBeLessThanOrEqual(50_000);
    expect(new Set(priorities).size).toBe(priorities.length);
  });

  it('says which path it has no place for', () => {
    const deep = service('deep', 3001, [{ path: '/a/b/c/d/e/f/g/h/i' }]);

    expect(() => listenerRulesOf(deep)).toThrow("can't route /a/b/c/d/e/f/g/h/i");
  });

  it('agrees with the router of the contracts, whatever paths services have', () => {
    const part = fc.constantFrom('a', 'b', '{x}', '{y}');
    const path = fc
      .uniqueArray(part, { minLength: 1, maxLength: 4 })
      .map((parts) => `/${parts.join('/')}` as const);
    const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 5 });
    let compared = 0;

    fc.assert(
      fc.property(paths, paths, fc.integer({ min: 3000, max: 3999 }), (mine, yours, port) => {
        const services = [
          service(
            'mine',
            port,
            mine.map((each) => ({ path: each })),
          ),
          service(
            'yours',
            port + 1,
            yours.map((each) => ({ path: each })),
          ),
        ];
        try {
          assertRulesAgree(services);
        } catch {
          return;
        }
        for (const each of [...mine, ...yours]) {
          const url = each.replaceAll(/\{\w\}/g, 'z');
          compared += 1;
          expect(answererOf(url, services)).toBe(ownerOf(url, services));
        }
      }),
    );
    expect(compared).toBeGreaterThan(100);
  });
});

/** Who has a path of this shape; of several, who has the one with the fewest open parts. */
function ownerOf(url: string, services: readonly Service[]): string | undefined {
  const operations = services.flatMap(({ manifest, contract: its }) =>
    operationsOf(its).map((each) => ({ ...each, service: manifest.name })),
  );
  const open = (path: string): number => path.split('{').length;
  const [narrowest] = createRouter(operations)
    .at(url)
    .sort((one, other) => open(one.path) - open(other.path));
  return narrowest?.service;
}

describe('assertRulesAgree', () => {
  it('refuses two services that claim the same path equally well', () => {
    const one = service('one', 3001, [{ path: '/v1/things/{id}' }]);
    const other = service('other', 3002, [{ path: '/v1/{kind}/all' }]);

    expect(() => assertRulesAgree([one, other])).toThrow('one and other both claim');
  });

  it('refuses ports that lead to the same priorities', () => {
    const one = service('one', 3001, [{ path: '/v1/one' }]);
    const other = service('other', 3251, [{ path: '/v1/other' }]);

    expect(() => assertRulesAgree([one, other])).toThrow('one and other differ by a multiple of 250');
  });

  it('accepts the services of the workspace', async () => {
    const services = await workspaceServices();

    expect(() => assertRulesAgree(services)).not.toThrow();
  });
});
