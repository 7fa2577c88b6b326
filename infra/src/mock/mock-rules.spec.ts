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
import { parseManifest } from '#libs/manifest';
import type { Service } from '../deployment.ts';
import { assertRulesAgree, listenerRulesOf } from '../routing/listener-rules.ts';
import { workspaceServices } from '../testing/templates.ts';
import { withNothingBuilt } from '../testing/unbuilt.ts';
import { patternOf } from '../routing/routes.ts';
import { mockRulesOf } from './mock-rules.ts';

const RULES_PER_LISTENER = 100;

interface Declared {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  readonly built?: false;
  readonly exposure?: Exposure;
}

function service(name: string, port: number, operations: readonly Declared[], isDefault = false): Service {
  const definitions = operations.map(({ method, path, built, exposure = 'edge' }, index) => {
    const definition = operation({
      method,
      path,
      summary: 'For a test.',
      access: 'member',
      exposure,
      ...(built === false && { built }),
      params: Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => [key, z.string()])),
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
 * Routes a request like the load balancer. `*` also matches slashes. If several rules match, the rule with the lowest
 * priority number wins.
 */
function receiverOf(method: string, path: string, services: readonly Service[]): string {
  const rules = [
    ...mockRulesOf(services).map((rule) => ({ ...rule, receiver: 'mock' })),
    ...services.flatMap((each) =>
      listenerRulesOf(each).map(({ priority, patterns, action }) => ({
        priority,
        patterns,
        methods: [method],
        receiver: action === 'forward' ? each.manifest.name : 'nobody',
      })),
    ),
  ].sort((one, other) => one.priority - other.priority);
  const matching = rules.find(
    ({ methods, patterns }) => methods.includes(method) && patterns.some((pattern) => matches(pattern, path)),
  );
  return matching?.receiver ?? 'nobody';
}

function matches(pattern: string, path: string): boolean {
  const literal = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${literal}$`).test(path);
}

/**
 * Routes a request like the local edge, which sends an unbuilt operation to the mock. Returns undefined if a narrower
 * pattern with a different method also matches the path. The test skips a request without a result, because the rules
 * of services ignore the method.
 */
function receiverAtLocalEdge(method: string, path: string, services: readonly Service[]): string | undefined {
  const exposed = services.flatMap(({ manifest, contract: its }) =>
    exposedOperationsOf(its, manifest.default).map((each) => ({ ...each, service: manifest.name })),
  );
  const [first] = createRouter(exposed).at(path);
  const all = services.flatMap(({ contract: its }) => operationsOf(its));
  const called = createRouter(all).match(method, path)?.operation;
  if (!first) return undefined;
  if (called && patternOf(called.path) !== patternOf(first.path)) return undefined;
  return called?.built === false ? 'mock' : first.service;
}

const CARDS: readonly Declared[] = [
  { method: 'GET', path: '/v1/cards/{id}' },
  { method: 'POST', path: '/v1/cards/{id}', built: false },
  { method: 'GET', path: '/v1/cards/{id}/limits', built: false },
];

describe('mockRulesOf', () => {
  it('sends only unbuilt operations to the mock, even if a built operation has the same path', () => {
    const services = [service('cards', 3001, CARDS)];

    expect(receiverOf('POST', '/v1/cards/a', services)).toBe('mock');
    expect(receiverOf('GET', '/v1/cards/a', services)).toBe('cards');
    expect(receiverOf('GET', '/v1/cards/a/limits', services)).toBe('mock');
    expect(receiverOf('HEAD', '/v1/cards/a/limits', services)).toBe('mock');
    expect(receiverOf('POST', '/v1/cards/a/limits', services)).toBe('cards');
  });

  it('sends a built operation to its service, even if an unbuilt operation has an overlapping path', () => {
    const services = [
      service('cards', 3001, [
        { method: 'GET', path: '/v1/cards/{id}', built: false },
        { method: 'GET', path: '/v1/cards/{id}/limits' },
        { method: 'GET', path: '/v1/cards/mine' },
      ]),
    ];

    expect(receiverOf('GET', '/v1/cards/a', services)).toBe('mock');
    expect(receiverOf('GET', '/v1/cards/a/limits', services)).toBe('cards');
    expect(receiverOf('GET', '/v1/cards/mine', services)).toBe('cards');
  });

  it('returns no rules if all operations are internal or built', () => {
    const internal: Declared = { method: 'GET', path: '/v1/a', built: false, exposure: 'internal' };

    expect(mockRulesOf([service('cards', 3001, [internal])])).toEqual([]);
    expect(mockRulesOf([service('cards', 3001, CARDS.slice(0, 1))])).toEqual([]);
  });

  it.each([
    ['/v1/{a}/{b}/{c}', 'GET', '/v1/{a}/{b}/all'],
    ['/{a}/b/a', 'GET', '/a/{b}/{c}'],
    ['/b/{a}/{b}', 'POST', '/{a}/a/b'],
  ] as const)(
    'throws an error that names both operations if the load balancer can’t distinguish them: GET %s and %s %s',
    (unbuilt, method, built) => {
      const services = [
        service('cards', 3001, [
          { method: 'GET', path: unbuilt, built: false },
          { method, path: built },
        ]),
      ];

      expect(() => mockRulesOf(services)).toThrow(
        `The load balancer can't tell operation0 (${unbuilt}), which is not built, from operation1 (${built})`,
      );
    },
  );

  it('stays within the limits of a listener, even if all operations in the workspace are unbuilt', async () => {
    const services = withNothingBuilt(await workspaceServices());
    const rules = mockRulesOf(services);
    const priorities = [...rules, ...services.flatMap(listenerRulesOf)].map(({ priority }) => priority);

    expect(rules.length).toBeGreaterThan(0);
    expect(priorities.length).toBeLessThanOrEqual(RULES_PER_LISTENER);
    expect(new Set(priorities).size).toBe(priorities.length);
    for (const { methods, patterns } of rules) {
      expect(methods.length + patterns.length).toBeLessThanOrEqual(5);
      expect(patterns.join('').split('*').length - 1).toBeLessThanOrEqual(5);
    }
  });

  it('routes every request like the local edge, for arbitrary contracts', () => {
    const part = fc.oneof(fc.constantFrom('a', 'b'), fc.constantFrom('{x}', '{y}'));
    const declared = fc.record({
      method: fc.constantFrom('GET' as const, 'POST' as const),
      path: fc
        .uniqueArray(part, { minLength: 1, maxLength: 4 })
        .map((parts): `/${string}` => `/${parts.join('/')}`),
      built: fc.constantFrom(undefined, false as const),
    });
    const requested = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 });
    const requests = fc.array(fc.tuple(fc.constantFrom('GET', 'HEAD', 'POST'), requested), { minLength: 20 });
    const tally = new Map<string, number>();

    fc.assert(
      fc.property(
        fc.array(declared, { minLength: 1, maxLength: 5 }),
        fc.array(declared, { minLength: 1, maxLength: 5 }),
        requests,
        (mine, yours, calls) => {
          const services = validServices(mine, yours);
          if (!services) return;
          for (const [method, parts] of calls) {
            const path = `/${parts.join('/')}`;
            const expected = receiverAtLocalEdge(method, path, services);
            if (expected === undefined) continue;
            expect([method, path, receiverOf(method, path, services)]).toEqual([method, path, expected]);
            tally.set(expected, (tally.get(expected) ?? 0) + 1);
          }
        },
      ),
      { numRuns: 400 },
    );
    for (const receiver of ['mock', 'mine', 'yours']) expect(tally.get(receiver)).toBeGreaterThan(50);
  });
});

function validServices(mine: readonly Declared[], yours: readonly Declared[]): Service[] | undefined {
  try {
    const services = [service('mine', 3001, mine, true), service('yours', 3002, yours)];
    assertRulesAgree(services);
    mockRulesOf(services);
    return services;
  } catch {
    return undefined;
  }
}
