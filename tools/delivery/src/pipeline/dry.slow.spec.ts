import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';

const root = resolve(__dirname, '../../../..');
const services = loadManifests(root).map(({ name }) => name);

/** Returns the output of `npm run ci:dry -- --changed <files>`, or with `--base <commit>`. */
function dry(value: string, option = '--changed'): string[] {
  return execFileSync(process.execPath, ['tools/delivery/src/pipeline/dry.main.ts', option, value], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
    .trim()
    .split('\n');
}

const deployed = (lines: readonly string[]): string[] => [
  ...new Set(lines.flatMap((line) => /^(?<service>[a-z-]+): /.exec(line)?.groups?.service ?? [])),
];

describe('npm run ci:dry', () => {
  it('deploys only the service whose source changes', () => {
    const lines = dry('apps/card/src/main.ts');
    expect(deployed(lines)).toEqual(['card']);
    const others = services.filter((name) => name !== 'card');
    expect(others.filter((name) => lines.join('\n').toLowerCase().includes(name))).toEqual([]);
    expect(lines).toContain('card: deploy CardMigration-dev');
    expect(lines).toContain('card: write the test data');
  }, 60_000);

  it('deploys all services, callees first, if a shared library changes', () => {
    expect(deployed(dry('libs/logging/src/index.ts'))).toEqual(services);
  }, 60_000);

  it("deploys card, then account, if card's contract changes", () => {
    expect(deployed(dry('libs/contracts/card/src/index.ts'))).toEqual(['card', 'account']);
  }, 60_000);

  it('deploys all services, callees first, if their infrastructure changes', () => {
    expect(deployed(dry('infra/src/service/alarms.ts'))).toEqual(services);
  }, 60_000);

  it.each(['Dockerfile', '.dockerignore'])(
    'deploys all services if %s changes',
    (file) => {
      expect(deployed(dry(file))).toEqual(services);
    },
    60_000,
  );

  it("deploys card, then account, which uses its port, if card's manifest changes", () => {
    expect(deployed(dry('apps/card/service.json'))).toEqual(['card', 'account']);
  }, 60_000);

  it('lists the changes since a commit', () => {
    expect(dry('HEAD', '--base')).toEqual(['Nothing would be deployed']);
  }, 60_000);

  it.each(['docs/adr/0001-subpath-imports.md', 'docs/runbooks/roll-back.md', 'infra/src/service.spec.ts'])(
    'deploys nothing if %s changes',
    (file) => {
      expect(dry(file)).toEqual(['Nothing would be deployed']);
    },
    60_000,
  );

  it('rejects a file that does not exist', () => {
    expect(() => dry('apps/card/src/man.ts')).toThrow('There is no file apps/card/src/man.ts');
  }, 60_000);
});
