import fc from 'fast-check';
import { z } from 'zod';
import {
  type Exposure,
  contract,
  data,
  exposedOperationsOf,
  json,
  operation,
  operationsOf,
} from '#contracts/vocabulary';
import { createRouter } from '#libs/http-rules';
import { defaultService, parseManifest } from '#libs/manifest';
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
    manifest: parseManifest({ name, purpose: 'For a test.', owner: '@qred/test', port, default: isDefault }),
    contract: contract(name, Object.fromEntries(definitions)),
  };
}

/**
 * Routes a path like the load balancer. `*` also matches slashes. If several rules match, the rule with the lowest
 * priority number wins.
 */
function receiverOf(path: string, services: readonly Service[]): string {
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

  it('forwards exposed paths to their services, and no other paths', async () => {
    const services = await workspaceServices();
    const expected = services.flatMap(({ manifest, contract: its }) =>
      operationsOf(its)
        .filter(({ id }) => id !== 'ping')
        .flatMap(({ path, referencePath = path, exposure }) =>
          [path, referencePath].map((each) => ({
            path: each.replace(/\{\w+\}/g, 'some-id'),
            receiver: exposure === 'edge' ? manifest.name : 'nobody',
          })),
        ),
    );

    const found = expected.map(({ path }) => ({ path, receiver: receiverOf(path, services) }));

    expect(found).toEqual(expected);
    expect(found.some(({ receiver }) => receiver === 'nobody')).toBe(true);
  });

  it.each([
    '/',
    '/nothing/like/this',
    '/docs',
    '/docs-json',
    '/docs/index.html',
    '/live',
    '/v1',
    '/pings',
    '/ping/x',
  ])('does not forward a path that no contract exposes: %s', async (path) => {
    expect(receiverOf(path, await workspaceServices())).toBe('nobody');
  });

  it('forwards /ping only to the default service', async () => {
    const services = await workspaceServices();
    const { name } = defaultService(services.map(({ manifest }) => manifest));

    expect(receiverOf('/ping', services)).toBe(name);
    expect(
      services.flatMap(listenerRulesOf).filter(({ patterns }) => patterns.includes('/ping')),
    ).toHaveLength(1);
  });

  it("prefers the narrower path, regardless of the services' ports", () => {
    for (const port of [3000, 3002]) {
      const cards = service('cards', port, [
        { path: '/v1/accounts/{id}/cards' },
        { path: '/v1/accounts/search' },
      ]);

      expect(receiverOf('/v1/accounts/a/cards', [accounts, cards])).toBe('cards');
      expect(receiverOf('/v1/accounts/search', [accounts, cards])).toBe('cards');
      expect(receiverOf('/v1/accounts/a', [accounts, cards])).toBe('accounts');
    }
  });

  it('refuses an internal path, even if an exposed pattern matches the path', () => {
    const both = service('accounts', 3001, [
      { path: '/v1/accounts/{id}' },
      { path: '/v1/accounts/{id}/secrets', exposure: 'internal' },
    ]);

    expect(receiverOf('/v1/accounts/a/secrets', [both])).toBe('refused');
  });

  it('returns the same rules for a service when other services are added or removed', () => {
    const before = listenerRulesOf(accounts).map(({ priority }) => priority);
    const moved = listenerRulesOf(
      service('accounts', 3009, [{ path: '/v1/accounts' }, { path: '/v1/accounts/{id}' }]),
    ).map(({ priority }) => priority);

    expect(moved).toEqual(before.map((priority) => priority + 8));
  });

  it.each([
    ['fixed paths', Array.from({ length: 12 }, (_, index): Path => ({ path: `/v1/part-${index}` }))],
    ['paths with parameters', Array.from({ length: 12 }, (_, index): Path => ({ path: `/v1/{a}/${index}` }))],
    [
      'many parameters',
      Array.from({ length: 7 }, (_, index): Path => ({ path: `/v1/{a}/{b}/{c}/${index}` })),
    ],
  ])('stays within the limits of a rule: %s', (_, paths) => {
    const rules = listenerRulesOf(service('things', 3001, paths));

    expect(rules.flatMap(({ patterns }) => patterns)).toHaveLength(paths.length);
    for (const { patterns } of rules) {
      expect(patterns.length).toBeLessThanOrEqual(5);
      expect(patterns.join('').split('*').length - 1).toBeLessThanOrEqual(5);
    }
  });

  it('uses only priorities that the load balancer accepts, whatever the path and the port', () => {
    const extremes = [
      service('first', 3000, [{ path: '/a/b/c/d/e/f/g/h' }]),
      service('last', 3249, [{ path: '/{a}' }], true),
    ];

    const priorities = extremes.flatMap((each) => listenerRulesOf(each).map(({ priority }) => priority));

    expect(Math.min(...priorities)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...priorities)).toBeLessThanOrEqual(50_000);
    expect(new Set(priorities).size).toBe(priorities.length);
  });

  it('throws an error that names the path if the load balancer cannot route it', () => {
    const deep = service('deep', 3001, [{ path: '/a/b/c/d/e/f/g/h/i' }]);

    expect(() => listenerRulesOf(deep)).toThrow("can't route /a/b/c/d/e/f/g/h/i");
  });

  it('routes every path like the local edge, for arbitrary contracts', () => {
    const fixed = fc.constantFrom('a', 'b', 'c');
    const part = fc.oneof(fixed, fc.constantFrom('{x}', '{y}'));
    const declared = fc.record({
      path: fc
        .array(part, { minLength: 1, maxLength: 4 })
        .filter((parts) => new Set(parts.filter((each) => each.startsWith('{'))).size === openPartsOf(parts))
        .map((parts) => `/${parts.join('/')}` as const),
      exposure: fc.constantFrom('edge' as const, 'internal' as const),
    });
    const paths = fc.uniqueArray(declared, { minLength: 1, maxLength: 5, selector: ({ path }) => path });
    const requested = fc.array(fixed, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join('/')}`);
    const tally = { forwarded: 0, hidden: 0, nobody: 0 };

    fc.assert(
      fc.property(paths, paths, fc.array(requested, { minLength: 20 }), (mine, yours, urls) => {
        const services = validServices(mine, yours);
        if (!services) return;
        for (const url of urls) {
          const owner = ownerAtEdge(url, services);
          const receiver = receiverOf(url, services);
          if (owner !== undefined) {
            tally.forwarded += 1;
            expect(receiver).toBe(owner);
            continue;
          }
          // No contract exposes this path. A service that receives the path anyway must have no operation there.
          const reached = services.find(({ manifest }) => manifest.name === receiver);
          const found = reached ? createRouter(operationsOf(reached.contract)).at(url) : [];
          expect(found).toEqual([]);
          if (internalAt(url, services)) tally.hidden += 1;
          else tally.nobody += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(...Object.values(tally))).toBeGreaterThan(100);
  });
});

function validServices(mine: readonly Path[], yours: readonly Path[]): Service[] | undefined {
  try {
    const services = [service('mine', 3001, mine, true), service('yours', 3002, yours)];
    assertRulesAgree(services);
    return services;
  } catch {
    return undefined;
  }
}

function openPartsOf(parts: readonly string[]): number {
  return parts.filter((each) => each.startsWith('{')).length;
}

function ownerAtEdge(url: string, services: readonly Service[]): string | undefined {
  const exposed = services.flatMap(({ manifest, contract: its }) =>
    exposedOperationsOf(its, manifest.default).map((each) => ({ ...each, service: manifest.name })),
  );
  return createRouter(exposed).at(url)[0]?.service;
}

function internalAt(url: string, services: readonly Service[]): boolean {
  return services.some(({ contract: its }) => createRouter(operationsOf(its)).at(url).length > 0);
}

describe('assertRulesAgree', () => {
  it('throws an error if two services have equally narrow patterns for the same path', () => {
    const one = service('one', 3001, [{ path: '/v1/things/{id}' }]);
    const other = service('other', 3002, [{ path: '/v1/{kind}/all' }]);

    expect(() => assertRulesAgree([one, other])).toThrow('one and other both claim');
  });

  it('throws an error if paths of two services overlap and neither path is narrower', () => {
    const one = service('one', 3001, [{ path: '/v1/things/{id}/{part}' }]);
    const other = service('other', 3002, [{ path: '/v1/{kind}/all/parts' }]);

    expect(() => assertRulesAgree([one, other])).toThrow('one and other both claim');
  });

  it('throws an error if two ports result in the same priorities', () => {
    const one = service('one', 3001, [{ path: '/v1/one' }]);
    const other = service('other', 3251, [{ path: '/v1/other' }]);

    expect(() => assertRulesAgree([one, other])).toThrow('one and other differ by a multiple of 250');
  });

  it('accepts the services of the workspace', async () => {
    const services = await workspaceServices();

    expect(() => assertRulesAgree(services)).not.toThrow();
  });
});
