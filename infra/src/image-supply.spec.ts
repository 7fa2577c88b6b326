import { type Stacks, resourcesOf, synthesize, workspaceServices } from './testing/templates.ts';

const DEV = '111122223333';
const PRODUCTION = '444455556666';

describe('images', () => {
  let dev: Stacks;
  let production: Stacks;

  beforeAll(async () => {
    const services = (await workspaceServices()).filter(({ manifest }) => manifest.default);
    const alone = services.map(({ manifest, contract }) => ({
      manifest: { ...manifest, calls: [] },
      contract,
    }));
    dev = await synthesize({ stage: 'dev', promotesTo: PRODUCTION }, alone);
    production = await synthesize({ stage: 'production', promotesFrom: DEV }, alone);
  });

  const repositories = (stacks: Stacks) => resourcesOf(stacks.values(), 'AWS::ECR::Repository');

  it('can be pulled only by the account of the next stage', () => {
    const policies = repositories(dev).flatMap(({ Properties }) => Properties.RepositoryPolicyText ?? []);
    expect(JSON.stringify(policies)).toContain(`:iam::${PRODUCTION}:root`);
    expect(repositories(production).filter(({ Properties }) => Properties.RepositoryPolicyText)).toEqual([]);
  });

  it('come from the account of the previous stage', () => {
    const pulls = resourcesOf(production.values(), 'AWS::IAM::Policy').filter(({ Properties }) =>
      JSON.stringify(Properties).includes(`:${DEV}:repository/qred/*`),
    );
    expect(pulls).toHaveLength(1);
    expect(JSON.stringify(resourcesOf(dev.values(), 'AWS::IAM::Policy'))).not.toContain(PRODUCTION);
  });

  it('have a build cache only in the stage that builds them', () => {
    const caches = (stacks: Stacks) =>
      repositories(stacks).filter(({ Properties }) => Properties.ImageTagMutability === 'MUTABLE');
    expect(caches(dev).map(({ Properties }) => Properties.RepositoryName)).toEqual(['qred/dev/build-cache']);
    expect(caches(production)).toEqual([]);
  });

  it.each([
    ['dev', () => dev],
    ['production', () => production],
  ])('are signed by the registry of the stage %s', (stage, stacks) => {
    const [signing] = resourcesOf(stacks().values(), 'AWS::ECR::SigningConfiguration');
    expect(signing?.Properties.Rules).toEqual([
      {
        SigningProfileArn: expect.stringContaining('ImageSupplyProfile') as string,
        RepositoryFilters: [{ Filter: `qred/${stage}/*`, FilterType: 'WILDCARD_MATCH' }],
      },
    ]);
  });
});
