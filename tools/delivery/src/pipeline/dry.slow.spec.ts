import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';

const root = resolve(__dirname, '../../../..');
const services = loadManifests(root).map(({ name }) => name);

/** What `npm run ci:dry -- --changed <files>` prints, or `--base <commit>`. */
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

describe("a dry run, by Nx's graph", () => {
  it('of a change to one service deploys only that service', () => {
    const lines = dry('apps/card/src/main.ts');
    expect(deployed(lines)).toEqual(['card']);
    const others = services.filter((name) => name !== 'card');
    expect(others.filter((name) => lines.join('\n').toLowerCase().includes(name))).toEqual([]);
    expect(lines).toContain('card: deploy CardMigration-dev');
    expect(lines).toContain('card: write the test data');
  }, 60_000);

  it('of a shared library deploys all services, callees first', () => {
    expect(deployed(dry('libs/logging/src/index.ts'))).toEqual(services);
  }, 60_000);

  it("of card's contract deploys card, then account", () => {
    expect(deployed(dry('libs/contracts/card/src/index.ts'))).toEqual(['card', 'account']);
  }, 60_000);

  it('of service infrastructure deploys all services, callees first', () => {
    expect(deployed(dry('infra/src/service/alarms.ts'))).toEqual(services);
  }, 60_000);

  it.each(['Dockerfile', '.dockerignore'])(
    'of %s deploys all services',
    (file) => {
      expect(deployed(dry(file))).toEqual(services);
    },
    60_000,
  );

  it("of card's manifest deploys card, then account, which uses its port", () => {
    expect(deployed(dry('apps/card/service.json'))).toEqual(['card', 'account']);
  }, 60_000);

  it('of all changes since a commit lists these changes', () => {
    expect(dry('HEAD', '--base')).toEqual(['Nothing would be deployed']);
  }, 60_000);

  it.each(['docs/adr/0001-subpath-imports.md', 'docs/runbooks/roll-back.md', 'infra/src/service.spec.ts'])(
    'of %s deploys nothing',
    (file) => {
      expect(dry(file)).toEqual(['Nothing would be deployed']);
    },
    60_000,
  );

  it('of a missing file is an error, not "nothing"', () => {
    expect(() => dry('apps/card/src/man.ts')).toThrow('There is no file apps/card/src/man.ts');
  }, 60_000);
});
