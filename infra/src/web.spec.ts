import { namesOf } from './naming.ts';
import {
  type StackTemplate,
  resourcesOf,
  stackNamed,
  synthesize,
  workspaceServices,
} from './testing/templates.ts';

let web: StackTemplate;

beforeAll(async () => {
  const stacks = await synthesize({ stage: 'dev' }, await workspaceServices());
  web = stackNamed(stacks, namesOf('dev').stacks.web);
});

const deployments = () =>
  resourcesOf([web], 'Custom::CDKBucketDeployment').map(({ Properties }) => Properties);

it("the web stack writes the assets to the stage's bucket before it writes the pages", () => {
  const [assets, pages] = resourcesOf([web], 'Custom::CDKBucketDeployment');

  expect(deployments()).toMatchObject([
    { DestinationBucketName: '{/qred/dev/web/bucket-name}', Exclude: ['*'], Include: ['assets/*'] },
    { DestinationBucketName: '{/qred/dev/web/bucket-name}', Exclude: ['assets/*'] },
  ]);
  expect(pages?.DependsOn).toContain(assets?.id);
});

it('the web stack lets browsers cache files with a hash in their names, and makes browsers revalidate all other files', () => {
  expect(deployments().map(({ SystemMetadata }) => SystemMetadata)).toEqual([
    { 'cache-control': 'public, max-age=31536000, immutable' },
    { 'cache-control': 'no-cache' },
  ]);
});

it('the web stack keeps files of earlier versions, because open pages may still load them', () => {
  expect(deployments().map(({ Prune }) => Prune)).toEqual([false, false]);
});

it("the web stack writes the stage's issuer and client id into the settings of the pages", () => {
  expect(web.reads).toEqual(
    expect.arrayContaining(['/qred/dev/identity/issuer', '/qred/dev/identity/web-client-id']),
  );
  expect(JSON.stringify(deployments()[1]?.SourceMarkers)).toContain('{/qred/dev/identity/web-client-id}');
});
