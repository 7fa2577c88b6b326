import { z } from 'zod';
import { type Operation, contract, json, operation } from '#contracts/vocabulary';
import { parseManifest } from '#libs/manifest';
import { findProbe } from './find-probe.ts';

const manifest = parseManifest({ name: 'hub', purpose: 'Does one thing.', owner: '@qred/test', port: 3000 });

const things = {
  method: 'GET',
  path: '/v1/things',
  summary: 'Lists things.',
  access: 'member',
  exposure: 'edge',
  responses: { 200: json('Things', z.object({})) },
} as const;

const probeFor = (...operations: Omit<Operation, 'id'>[]) =>
  findProbe({ manifest, contract: contract('hub', Object.fromEntries(operations.entries())) });

describe('findProbe', () => {
  it.each(['member', 'owner', 'support', 'machine:things'] as const)(
    'expects 401 from a read for the access rule %s, with a value for each path parameter',
    (access) => {
      const path = '/v1/things/{thing_id}';
      const getThing = operation({ ...things, path, params: { thing_id: z.string() }, access });
      expect(probeFor(getThing)).toEqual({ path: '/v1/things/probe', status: 401 });
    },
  );

  it('prefers a public read, and expects its success', () => {
    const showPage = operation({ ...things, path: '/v1/pages', access: 'public' });
    expect(probeFor(operation(things), showPage)).toEqual({ path: '/v1/pages', status: 200 });
  });

  it.each([
    ['that is not built', { built: false }],
    ['that the edge does not expose', { exposure: 'internal' }],
    ['that is not a read', { method: 'POST' }],
    ['that is public and needs a filter', { access: 'public', query: { text: z.string() } }],
    [
      'that is public and has a path parameter',
      { access: 'public', params: { id: z.string() }, path: '/v1/pages/{id}' },
    ],
  ] as const)('ignores an operation %s', (_, part) => {
    const other = operation({ ...things, path: '/v1/others', ...part });
    expect(probeFor(other)).toBeUndefined();
    expect(probeFor(other, operation(things))).toEqual({ path: '/v1/things', status: 401 });
  });

  it('finds ping for the default service, if the service has no other read', () => {
    const ofDefault = { manifest: { ...manifest, default: true }, contract: contract('hub', {}) };
    expect(findProbe(ofDefault)).toEqual({ path: '/ping', status: 200 });
  });
});
