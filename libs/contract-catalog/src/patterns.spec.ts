import { resolve } from 'node:path';
import { openApiDocument } from '#libs/openapi';
import { loadManifests } from '#libs/manifest';
import { loadContracts } from './index.ts';

const root = resolve(__dirname, '../../..');
const PROBES = ['', 'a', 'Å', 'ÿ', '\u2028', '\t', '\n', '\0', '\u0085', 'p{Cc}', '0', '-', '_', '🙂'];

it('every pattern in the contracts matches the same texts with and without the u flag', async () => {
  const contracts = await loadContracts(loadManifests(root));
  const documents = contracts.map((contract) => openApiDocument(contract, { title: '', description: '' }));
  const patterns = new Set(patternsIn(documents));
  expect(patterns.size).toBeGreaterThan(1);
  for (const pattern of patterns) {
    const meanings = ['', 'u'].map((flags) => PROBES.map((probe) => new RegExp(pattern, flags).test(probe)));
    expect([pattern, meanings[0]]).toEqual([pattern, meanings[1]]);
  }
});

function patternsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key === 'pattern' && typeof value === 'string' ? [value] : patternsIn(value),
  );
}
