import { join } from 'node:path';
import { areContractSources } from './reload-contracts.ts';

it.each([
  ['a source of a contract', 'libs/contracts/card/src/card.contract.ts', true],
  ['a generated document', 'libs/contracts/card/openapi.yaml', false],
  ['the contract vocabulary', 'libs/contracts/vocabulary/src/index.ts', false],
  ['a service', 'apps/card/src/main.ts', false],
])('areContractSources returns the right result for %s', (_, file, expected) => {
  expect(areContractSources('/workspace', new Set([join('/workspace', file)]))).toBe(expected);
});
