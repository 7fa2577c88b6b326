import { resolve } from 'node:path';
import { describeProject } from './project.ts';

const root = resolve(__dirname, '../../..');

describe('describeProject', () => {
  it.each([
    ['apps/card', { name: 'card', type: 'app', scope: 'card' }],
    ['apps/e2e', { name: 'e2e', type: 'e2e', scope: 'workspace' }],
    ['apps/web', { name: 'web', type: 'web', scope: 'workspace' }],
    ['libs/contracts/card', { name: 'card-contract', type: 'contract', scope: 'card' }],
    ['libs/contracts/vocabulary', { name: 'contract-vocabulary', type: 'vocabulary', scope: 'platform' }],
    ['libs/rpc', { name: 'rpc', type: 'lib', scope: 'platform' }],
    ['libs/testing', { name: 'testing', type: 'dev-lib', scope: 'workspace' }],
    ['libs/api-client', { name: 'api-client', type: 'dev-lib', scope: 'workspace' }],
    ['tools/delivery', { name: 'delivery', type: 'delivery', scope: 'workspace' }],
    ['tools/screens', { name: 'screens', type: 'tool', scope: 'workspace' }],
    ['infra', { name: 'infra', type: 'delivery', scope: 'workspace' }],
    ['tools/local-stack', { name: 'local-stack', type: 'product-tool', scope: 'workspace' }],
  ])('derives the kind of project from the folder %s', (folder, expected) => {
    expect(describeProject(root, folder)).toMatchObject(expected);
  });

  it('uses the Jest preset with PostgreSQL for a project with a test folder', () => {
    expect(describeProject(root, 'apps/card')?.jestConfig).toBe('jest.preset.js');
    expect(describeProject(root, 'tools/workspace')?.jestConfig).toBe('jest.unit.preset.js');
    expect(describeProject(root, 'apps/e2e')?.jestConfig).toBe('apps/e2e/jest.config.js');
  });

  it('returns no project for any other folder', () => {
    expect(describeProject(root, 'docs/adr')).toBeUndefined();
  });
});
