import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { checksOf, imageChecksOf } from './checks.ts';

const base = 'b'.repeat(40);

describe('the checks of a pull request', () => {
  it('cover the format, breaking contract changes, affected projects and the synthesis of each stage', () => {
    const checks = checksOf(base, ['dev', 'production']).map(({ args }) => args.join(' '));
    expect(checks).toEqual([
      'run format:check',
      `run contract:check -- --base ${base}`,
      `affected --targets check-generated,typecheck,lint,contract-check,test,build,e2e,test-slow --base ${base} --head HEAD`,
      'node_modules/aws-cdk/bin/cdk synth --context stage=dev --quiet',
      'node_modules/aws-cdk/bin/cdk synth --context stage=production --quiet',
    ]);
  });

  it('build the images of affected services without pushing them', () => {
    const manifests = loadManifests(resolve(__dirname, '../../../..'));
    const checks = imageChecksOf(manifests, new Set(['card', 'workspace']), base);
    expect(checks.map(({ command, args }) => [command, ...args].join(' '))).toEqual([
      `docker buildx build --platform linux/arm64 --provenance=false --build-arg SERVICE=card --build-arg VERSION=${base} .`,
    ]);
  });
});
