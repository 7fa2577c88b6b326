import { join } from 'node:path';
import { areContractSources } from './reload-contracts.ts';

it.each([
  [true, 'a source of a contract', 'libs/contracts/card/src/card.contract.ts'],
  [false, 'a generated document', 'libs/contracts/card/openapi.yaml'],
  [false, 'the contract vocabulary', 'libs/contracts/vocabulary/src/index.ts'],
  [false, 'a source of a service', 'apps/card/src/main.ts'],
])('areContractSources returns %s for %s', (expected, _, file) => {
  expect(areContractSources('/workspace', new Set([join('/workspace', file)]))).toBe(expected);
});
