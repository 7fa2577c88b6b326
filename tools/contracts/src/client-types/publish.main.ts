import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { compareWithBase } from '../breaking-changes/compare-with-base.ts';
import { runGit } from '../breaking-changes/run-git.ts';
import { buildPackage } from './build-package.ts';
import { nextVersion } from './next-version.ts';
import { type PublishedClient, findPublishedClient } from './published-client.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runCommand(
  {
    name: 'npm run ci:client',
    help: `Publishes @qred/api-client if a contract or the client has changed since the published version. The changes that
contract:check finds decide on the next version: major if one is breaking, else minor; a patch for other code.`,
    options: {
      'dry-run': { type: 'boolean', default: false, help: 'pack the client and do not publish it' },
      version: {
        type: 'string',
        help: "the published version, instead of the registry's. Needs --built-from",
      },
      'built-from': { type: 'string', value: 'COMMIT', help: 'the commit of that version' },
    },
  },
  async (values) => publish(await publishedClient(values.version, values['built-from']), values['dry-run']),
);

async function publishedClient(
  version: string | undefined,
  builtFrom: string | undefined,
): Promise<PublishedClient | undefined> {
  return version !== undefined && builtFrom !== undefined ? { version, builtFrom } : findPublishedClient();
}

async function publish(before: PublishedClient | undefined, isDry: boolean): Promise<void> {
  const version = nextVersion(before?.version, {
    contractChanges: before ? (await compareWithBase(root, before.builtFrom)).changes : [],
    isClientChanged: before !== undefined && (await isClientChangedSince(before.builtFrom)),
  });
  if (version === undefined) {
    console.log(`Nothing has changed since ${before?.version}.`);
    return;
  }
  const folder = join(root, 'dist', 'libs', 'api-client');
  const builtFrom = (await runGit(root, 'rev-parse', 'HEAD')).trim();
  await buildPackage(root, folder, { version, builtFrom });
  execFileSync('npm', isDry ? ['pack', '--dry-run'] : ['publish'], { cwd: folder, stdio: 'inherit' });
  console.log(`${isDry ? 'Would publish' : 'Published'} @qred/api-client ${version}.`);
}

async function isClientChangedSince(commit: string): Promise<boolean> {
  return (await runGit(root, 'diff', '--name-only', commit, 'HEAD', '--', 'libs/api-client')) !== '';
}
