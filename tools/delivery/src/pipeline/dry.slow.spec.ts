import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { WorkspaceCopy } from '../testing/workspace-copy.ts';

const TIMEOUT_MS = 10 * 60_000;

describe('npm run ci:dry', () => {
  const copy = new WorkspaceCopy(resolve(__dirname, '../../../..'));

  afterEach(() => copy.restore());
  afterAll(() => copy.delete());

  const dry = (...options: string[]): string[] =>
    execFileSync(process.execPath, ['tools/delivery/src/pipeline/dry.main.ts', ...options], {
      cwd: copy.root,
      encoding: 'utf8',
      env: { ...process.env, CI: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
      .trim()
      .split('\n');

  it(
    'lists only the steps of the changed service, and includes uncommitted changes',
    () => {
      copy.append('apps/card/src/cards/cards.service.ts', '\nvoid 0;\n');
      const lines = dry('--base', 'HEAD');
      expect(lines).toContain('card: deploy Card-dev');
      expect(lines.filter((line) => !line.startsWith('card: '))).toEqual([]);
      expect(lines.filter((line) => /igrat|test data/.test(line))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'deploys nothing after a commit that deletes a tool',
    () => {
      copy.remove('tools/screens/src/status');
      copy.commit({});
      expect(dry('--base', 'HEAD~1')).toEqual(['Nothing would be deployed']);
    },
    TIMEOUT_MS,
  );
});
