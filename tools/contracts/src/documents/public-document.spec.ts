import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { exposedOperationsOf, pathsOf } from '#contracts/vocabulary';
import { operationIdOf } from '#libs/openapi';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { LOCAL_EDGE } from './local-edge.ts';
import { publicDocument } from './public-document.ts';

const manifests = loadManifests(resolve(__dirname, '../../../..'));

describe('the document of each service', () => {
  it.each(manifests)('contains only keywords that contract:check compares: $name', ({ name }) => {
    const file = resolve(__dirname, '../../../../libs/contracts', name, 'openapi.yaml');
    const document: unknown = parse(readFileSync(file, 'utf8'));
    expect(document).toHaveProperty('servers', [LOCAL_EDGE]);
    expect(JSON.stringify(document)).not.toMatch(/"(links|callbacks|webhooks)":/);
  });
});

describe('publicDocument', () => {
  it('contains exactly the operations that the edge forwards', async () => {
    const contracts = await loadContracts(manifests);
    const expected = contracts.flatMap((contract, index) =>
      exposedOperationsOf(contract, manifests[index]?.default ?? false).flatMap((operation) =>
        pathsOf(operation).map((path) => operationIdOf(contract, operation, path)),
      ),
    );
    const { paths } = await publicDocument(manifests);
    const found = Object.values(paths).flatMap((item) => Object.values(item));
    expect(found.map(({ operationId }) => operationId)).toEqual(expected);
    expect(new Set(expected).size).toBe(expected.length);
    expect(found.filter((operation) => operation['x-exposure'] !== 'edge')).toEqual([]);
  });

  it('contains a tag for each service, and every component that a $ref uses', async () => {
    const document = await publicDocument(manifests);
    expect(document.tags.map(({ name }) => name)).toEqual(manifests.map(({ name }) => name));
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, kind = '', name = ''] of references)
      expect(document.components).toHaveProperty([kind, name]);
  });
});
