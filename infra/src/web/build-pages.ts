import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const WORKSPACE = resolve(import.meta.dirname, '../../..');
export const WEB_APP = resolve(WORKSPACE, 'apps/web');

/** With this context, the CDK neither builds the web app's pages nor copies files. */
export const NO_BUILDS = { 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true };

/**
 * Builds the phone screen without the portal. Returns true, as the CDK expects. Throws an Error if the build
 * fails.
 */
export function buildPages(outDir: string): boolean {
  const options = ['--mode', 'stage', '--logLevel', 'warn', '--outDir', outDir];
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', WEB_APP, ...options], {
    cwd: WORKSPACE,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  return true;
}
