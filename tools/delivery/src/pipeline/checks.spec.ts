import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { checksOf, mergedChecksOf, servicesWithOtherImage } from './checks.ts';
import { testContent } from './testing/test-content.ts';

const manifests = loadManifests(resolve(__dirname, '../../../..'));

const base = 'b'.repeat(40);

describe('pull request checks', () => {
  it('check the format, the contracts and the affected projects, and synthesize each stage', () => {
    const checks = checksOf(base, ['dev', 'production']).map(({ args }) => args.join(' '));
    expect(checks).toEqual([
      'run format:check',
      `run contract:check -- --base ${base}`,
      `affected --targets typecheck,contract-check,test,e2e,check-generated,lint,build,test-slow --base ${base} --head HEAD`,
      'node_modules/aws-cdk/bin/cdk synth --context stage=dev --quiet',
      'node_modules/aws-cdk/bin/cdk synth --context stage=production --quiet',
    ]);
  });

  it('repeat the type check, the contract check and the tests of affected projects after the merge', () => {
    expect(mergedChecksOf(base).map(({ args }) => args.join(' '))).toEqual([
      `affected --targets typecheck,contract-check,test,e2e --base ${base} --head HEAD`,
    ]);
  });

  it('build the images of new services and of services with a changed image', () => {
    const after = testContent(manifests, { card: ['image'], invoice: ['service-stack'] }).services;
    const before = testContent(manifests).services.filter(({ manifest }) => manifest.name !== 'customer');
    expect(servicesWithOtherImage(before, after).sort()).toEqual(['card', 'customer']);
    expect(servicesWithOtherImage(after, after)).toEqual([]);
  });
});
