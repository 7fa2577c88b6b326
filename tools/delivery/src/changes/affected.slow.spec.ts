import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { loadManifests } from '#libs/manifest';
import { changedServices } from './changed-services.ts';
import { FileRecords } from '../records/file-records.ts';
import { Git } from './git.ts';
import { NxAffectedProjects } from './affected-projects.ts';
import { addRecord, record } from '../testing/records.ts';
import { TempRepository } from '../testing/temp-repository.ts';

const workspace = resolve(__dirname, '../../../..');

const packageJson = z.looseObject({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const lockFile = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })),
});

/** A copy of the workspace with its uncommitted files and a link to its packages. */
function copyWorkspace(): TempRepository {
  const repository = new TempRepository();
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: workspace,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of files.split('\0')) {
    const source = join(workspace, file);
    if (file !== '' && existsSync(source)) cpSync(source, join(repository.root, file));
  }
  symlinkSync(join(workspace, 'node_modules'), join(repository.root, 'node_modules'));
  appendFileSync(join(repository.root, '.git', 'info', 'exclude'), 'node_modules\n');
  return repository;
}

describe('changedServices with the graph of Nx', () => {
  const repository = copyWorkspace();
  const services = loadManifests(workspace).map(({ name }) => name);
  const read = (file: string): string => readFileSync(join(repository.root, file), 'utf8');
  const grown = (file: string): Record<string, string> => ({ [file]: `${read(file)}\n// changed\n` });
  let base: string;

  beforeAll(() => {
    // A package that only one service uses, independent of the packages that services use today.
    base = repository.commit({ 'apps/invoice/src/prints-prettily.ts': "import 'pino-pretty';\n" });
  });

  afterEach(() => {
    repository.git('reset', '--quiet', '--hard', base);
  });

  afterAll(() => repository.delete());

  async function changedBy(files: Readonly<Record<string, string>>): Promise<string[]> {
    const records = new FileRecords(
      join(repository.root, '.local', `${Object.keys(files).join('-').replaceAll('/', '-')}.jsonl`),
    );
    for (const service of services) await addRecord(records, record({ service, sha: base }));
    const changes = await changedServices(
      { services, stage: 'production', head: repository.commit(files) },
      {
        records,
        history: new Git(repository.root),
        affected: new NxAffectedProjects(repository.root),
      },
    );
    return changes.filter(({ changed }) => changed).map(({ service }) => service);
  }

  it('returns only the service whose source changes', async () => {
    expect(await changedBy(grown('apps/card/src/main.ts'))).toEqual(['card']);
  }, 60_000);

  it('returns all services, callees first, if a shared library changes', async () => {
    expect(await changedBy(grown('libs/logging/src/index.ts'))).toEqual(services);
  }, 60_000);

  it('returns no service if documents change', async () => {
    expect(await changedBy({ ...grown('docs/adr/0001-subpath-imports.md'), 'docs/new.md': '# New' })).toEqual(
      [],
    );
  }, 60_000);

  it("returns card and then account, its caller, if card's contract changes", async () => {
    expect(await changedBy(grown('libs/contracts/card/src/card.schemas.ts'))).toEqual(['card', 'account']);
  }, 60_000);

  it('returns one service for a new version of a package that only it uses', async () => {
    expect(await changedBy(bump('pino-pretty'))).toEqual(['invoice']);
  }, 60_000);

  it('returns no service for a new version of a package that no service uses', async () => {
    expect(await changedBy(bump('prettier'))).toEqual([]);
  }, 60_000);

  /** The files that `npm install <name>@<next patch>` would write. */
  function bump(name: string): Record<string, string> {
    const manifest = packageJson.parse(JSON.parse(read('package.json')));
    const lock = lockFile.parse(JSON.parse(read('package-lock.json')));
    const installed = lock.packages[`node_modules/${name}`]?.version ?? '0.0.0';
    const next = installed.replace(/\d+$/, (patch) => String(Number(patch) + 1));
    const locked = { ...lock.packages[`node_modules/${name}`], version: next, integrity: 'sha512-AAAA' };
    const group = name in manifest.dependencies ? 'dependencies' : 'devDependencies';
    const bumped = { ...manifest, [group]: { ...manifest[group], [name]: next } };
    const root = { ...lock.packages[''], [group]: bumped[group] };
    const packages = { ...lock.packages, '': root, [`node_modules/${name}`]: locked };
    return {
      'package.json': `${JSON.stringify(bumped, null, 2)}\n`,
      'package-lock.json': `${JSON.stringify({ ...lock, packages }, null, 2)}\n`,
    };
  }
});
