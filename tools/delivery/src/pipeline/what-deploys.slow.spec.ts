import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { StageName } from '#infra';
import { type Manifest, loadManifests } from '#libs/manifest';
import { WorkspaceCopy } from '../testing/workspace-copy.ts';
import { type CommitContent, hashOf, hashTemplates, readServices } from './content/content.ts';
import { readTemplates } from './diff/synthesize.ts';
import { planChange } from './dry-run.ts';
import type { Plan } from './plan.ts';

const workspace = resolve(__dirname, '../../../..');
const manifests = loadManifests(workspace);
const run = promisify(execFile);
/**
 * With this context, the CDK app does not build the web app's pages. The CDK app still builds the mock, which
 * takes one second.
 */
const WITHOUT_PAGES = { 'aws:cdk:bundling-stacks': ['Mock-*'] };
const TIMEOUT_MS = 10 * 60_000;

const lockJson = z.looseObject({ packages: z.record(z.string(), z.looseObject({})) });

const namesOf = (select: (manifest: Manifest) => boolean): string[] =>
  manifests.filter(select).map(({ name }) => name);
const all = namesOf(() => true);
const withDatabase = namesOf(({ database }) => database);
const withBucket = namesOf(({ bucket }) => bucket !== undefined);
const withCalls = namesOf(({ calls }) => calls.length > 0);

const each = (services: readonly string[], parts: string): string[] =>
  services.map((name) => `${name}: ${parts}`).sort();
const NOTHING: string[] = [];
const OVERVIEW = ['foundation: monitoring-stack'];
const MOCK = ['mock: mock-stack'];
/**
 * These templates depend on the number of services: the dashboard, each service's share of a common database,
 * and the mock.
 */
const SHARED = /: (?:monitoring|service|mock)-stack$/;

describe('the deployment plan', () => {
  const copy = new WorkspaceCopy(workspace);
  const synthesized = new Map<string, Promise<Record<string, string>>>();
  let before: CommitContent;

  beforeAll(async () => {
    before = await read('dev');
  }, TIMEOUT_MS);

  afterEach(() => copy.restore());
  afterAll(() => copy.delete());

  async function read(...stages: StageName[]): Promise<CommitContent> {
    const services = await readServices(copy.root);
    const found = await Promise.all(stages.map(async (stage) => [stage, await templates(stage)] as const));
    return { services, templates: Object.fromEntries(found) };
  }

  /** Synthesizes again only after a change to a file that may affect a template. */
  function templates(stage: StageName): Promise<Record<string, string>> {
    const sources = globSync('{infra,libs,tools/local-stack}/**/{*.{ts,json,png},Dockerfile}', {
      cwd: copy.root,
    });
    const files = [...sources, ...globSync('apps/*/service.json', { cwd: copy.root }), 'cdk.json']
      .filter((file) => !file.endsWith('.spec.ts') && statSync(copy.path(file)).isFile())
      .sort();
    const key = hashOf([stage, ...files.flatMap((file) => [file, copy.read(file)])]);
    const known = synthesized.get(key) ?? synthesize(stage);
    synthesized.set(key, known);
    return known;
  }

  /** Running the CDK app directly is faster than the CDK's command. */
  async function synthesize(
    stage: StageName,
    context: object = WITHOUT_PAGES,
  ): Promise<Record<string, string>> {
    const output = mkdtempSync(join(tmpdir(), 'qred-templates-'));
    const environment = {
      ...process.env,
      CDK_OUTDIR: output,
      CDK_CONTEXT_JSON: JSON.stringify({ stage, ...context }),
    };
    await run(process.execPath, ['infra/src/main.ts'], { cwd: copy.root, env: environment });
    const hashes = hashTemplates(await readTemplates(output));
    rmSync(output, { recursive: true });
    return hashes;
  }

  async function plan(): Promise<Plan> {
    return planChange({ stage: 'dev', sha: 'a'.repeat(40), before, after: await read('dev') });
  }

  const planned = ({ waves }: Plan): string[] =>
    waves
      .flat()
      .map(({ service, parts }) => `${service}: ${parts.join(', ')}`)
      .sort();

  const waves = (change: Plan): string[][] =>
    change.waves.map((wave) => wave.map(({ service }) => service).sort());

  /** Has the same effect as `npm install` for a different version of a package. */
  function bump(name: string): void {
    const lock = lockJson.parse(JSON.parse(copy.read('package-lock.json')));
    const folder = `node_modules/${name}`;
    if (!(folder in lock.packages)) throw new Error(`${name} is not installed`);
    const packages = { ...lock.packages, [folder]: { ...lock.packages[folder], version: '99.0.0' } };
    copy.write('package-lock.json', JSON.stringify({ ...lock, packages }, null, 2));
  }

  function rename(from: string, to: string): void {
    copy.move(`apps/${from}`, `apps/${to}`);
    copy.move(`libs/contracts/${from}`, `libs/contracts/${to}`);
    renameIn(from, to);
  }

  function renameIn(from: string, to: string): void {
    const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
    for (const file of globSync(`{apps,libs/contracts}/${to}/**/*.{ts,json,yaml}`, { cwd: copy.root })) {
      const text = copy.read(file);
      const renamed = text.replaceAll(from, to).replaceAll(upper(from), upper(to));
      // Two services can't serve the same path.
      copy.write(file, renamed.replaceAll('/v1/support-requests', `/v1/${to}-requests`));
    }
    for (const file of globSync(`{apps,libs/contracts}/${to}/**/*${from}*`, { cwd: copy.root }))
      copy.move(file, file.replace(new RegExp(`${from}(?!.*/)`), to));
  }

  const changeSource = (file: string) => (): void => copy.append(file, '\nvoid 0;\n');
  const addNote = (file: string) => (): void => copy.append(file, '\nA sentence.\n');
  const CARD = 'apps/card/src/cards/cards.service.ts';

  it.each<[string, () => void, string[]]>([
    // These files are in no image and no template.
    ['a spec of a service', () => copy.write('apps/card/src/cards/x.spec.ts', 'it("x", () => {});'), NOTHING],
    ['a service test', changeSource('apps/card/test/activation.spec.ts'), NOTHING],
    ['a note in a service', () => copy.write('apps/card/NOTES.md', '# Notes'), NOTHING],
    ['the README', addNote('README.md'), NOTHING],
    ['an ADR', addNote('docs/adr/0001-subpath-imports.md'), NOTHING],
    ['a runbook', addNote('docs/runbooks/roll-back.md'), NOTHING],
    ['a library that only tests use', changeSource('libs/testing/src/index.ts'), NOTHING],
    ['the local stand-ins', changeSource('libs/stand-ins/src/index.ts'), NOTHING],
    ['a spec of a library', () => copy.write('libs/logging/src/x.spec.ts', 'it("x", () => {});'), NOTHING],
    ['the lint rules', changeSource('eslint.config.js'), NOTHING],
    ['nx.json', () => copy.replace('nx.json', '"parallel": 3', '"parallel": 2'), NOTHING],
    ['a Jest preset', changeSource('jest.preset.js'), NOTHING],
    ['the root tsconfig.json', () => copy.append('tsconfig.json', '\n'), NOTHING],
    ['a workflow', () => copy.append('.github/workflows/main.yml', '\n# A sentence.\n'), NOTHING],
    ['the compose file', () => copy.append('docker-compose.yml', '\n'), NOTHING],
    ['a tool', changeSource('tools/screens/src/main.ts'), NOTHING],
    ['the pipeline itself', changeSource('tools/delivery/src/pipeline/plan.ts'), NOTHING],
    ['a deleted tool', () => copy.remove('tools/screens/src/status'), NOTHING],
    ['the service generator', changeSource('tools/workspace/src/plugin.ts'), NOTHING],
    ['the end-to-end tests', changeSource('apps/e2e/src/trace-receiver.ts'), NOTHING],
    ['a file that nothing imports', () => copy.write('apps/card/src/unused.ts', 'export {};'), NOTHING],
    ['a spec of the bundler', () => copy.write('tools/bundle/src/x.spec.ts', 'it("x", () => {});'), NOTHING],
    ['a spec of the infrastructure', changeSource('infra/src/data.spec.ts'), NOTHING],
    ['test helpers of the infrastructure', changeSource('infra/src/testing/templates.ts'), NOTHING],
    [
      'a comment in the infrastructure',
      () => copy.append('infra/src/stages.ts', '\n// A sentence.\n'),
      NOTHING,
    ],
    ['a new version of a development package', () => bump('oxfmt'), NOTHING],
    [
      'production’s settings, for dev',
      () => copy.replace('infra/src/stages.ts', 'natGateways: 3', 'natGateways: 2'),
      NOTHING,
    ],
    [
      'a change and its revert',
      () => {
        copy.append(CARD, '\nvoid 0;\n');
        copy.commit({});
        copy.git('revert', '--no-edit', '--no-commit', 'HEAD');
        copy.commit({});
        copy.git('reset', '--soft', 'HEAD~2');
      },
      NOTHING,
    ],

    // One service.
    ['a source file of a service', changeSource(CARD), ['card: image']],
    [
      'a new file with letters beyond ASCII in its name',
      () => {
        copy.write('apps/card/src/cards/kort-blå.ts', 'console.log(1);');
        copy.append(CARD, "\nimport './kort-blå.ts';\n");
        copy.commit({});
        copy.write('apps/card/src/cards/kort-blå.ts', 'console.log(2);');
      },
      ['card: image'],
    ],
    [
      'a new file with a quote in its name',
      () => {
        copy.write('apps/card/src/cards/a"q.ts', 'console.log(1);');
        copy.append(CARD, `\nimport './a"q.ts';\n`);
      },
      ['card: image'],
    ],
    [
      'a deleted file',
      () => {
        copy.remove('apps/card/src/cards/art-key.ts');
        for (const file of globSync('apps/card/src/**/*.ts', { cwd: copy.root }))
          copy.write(file, copy.read(file).replaceAll(/^import .*art-key\.ts';$/gm, ''));
      },
      ['card: image, seed'],
    ],
    [
      'a moved file',
      () => {
        copy.move('apps/card/src/cards/activation.ts', 'apps/card/src/cards/activate.ts');
        for (const file of globSync('apps/card/src/**/*.ts', { cwd: copy.root }))
          copy.write(file, copy.read(file).replaceAll('/activation.ts', '/activate.ts'));
      },
      ['card: image'],
    ],
    [
      'a new migration',
      () => {
        copy.write('apps/card/src/migrations/1799000000000-x.ts', 'export class X1799000000000 {}');
        copy.append('apps/card/src/schema.ts', "\nexport * from './migrations/1799000000000-x.ts';\n");
      },
      ['card: image, migrations'],
    ],
    ['the test data', changeSource('apps/card/src/seed/cards.ts'), ['card: image, seed']],
    [
      'an asset of the test data',
      () => copy.append('apps/card/src/seed/assets/card-active.png', 'x'),
      ['card: image, seed'],
    ],
    [
      'a deleted asset',
      () => copy.remove('apps/card/src/seed/assets/card-active.png'),
      ['card: image, seed'],
    ],
    [
      'the purpose of a service',
      () => copy.replace('apps/card/service.json', '"purpose": "', '"purpose": "Other. '),
      ['card: image, service-stack'],
    ],
    [
      'a new call',
      () => copy.replace('apps/customer/service.json', '"calls": []', '"calls": ["invoice"]'),
      ['customer: image, migration-stack, service-stack'],
    ],
    [
      'an operation that is not built yet, in a contract',
      () =>
        copy.replace(
          'libs/contracts/card/src/card.contract.ts',
          /^( *)method: /m,
          '$1built: false,\n$1method: ',
        ),
      ['card: image', ...OVERVIEW, ...MOCK],
    ],

    // These changes affect the mock.
    [
      'an example of a contract',
      () =>
        copy.replace(
          'libs/contracts/customer/src/customer.examples.ts',
          'A message about a card',
          'A message',
        ),
      ['customer: image', ...MOCK],
    ],
    [
      'a source file of the mock',
      () => copy.replace('tools/local-stack/src/mock/paginate.ts', '.slice(0, 16)', '.slice(0, 15)'),
      MOCK,
    ],
    ['the Dockerfile of the mock', addNote('tools/local-stack/src/stage-mock/Dockerfile'), MOCK],
    [
      'a comment in the mock',
      () => copy.append('tools/local-stack/src/mock/mock.ts', '\n// A sentence.\n'),
      NOTHING,
    ],
    ['a note about the mock', () => copy.write('tools/local-stack/src/mock/NOTES.md', '# Notes'), NOTHING],
    ['a spec of the mock', changeSource('tools/local-stack/src/mock/mock.spec.ts'), NOTHING],

    // Several services.
    ['a library that all services use', changeSource('libs/logging/src/index.ts'), each(all, 'image')],
    [
      'a library that some services use',
      changeSource('libs/object-storage/src/presigner.ts'),
      each(withBucket, 'image'),
    ],
    [
      'the calls between services',
      changeSource('libs/rpc/src/rpc-client.ts'),
      expect.arrayContaining(each(withCalls, 'image')) as string[],
    ],
    [
      'the code that creates database roles',
      changeSource('libs/database/src/create-roles.ts'),
      each(withDatabase, 'image, migrations'),
    ],
    [
      'a contract',
      changeSource('libs/contracts/card/src/card.schemas.ts'),
      each(['card', 'account'], 'image'),
    ],
    ['the bundler’s configuration', changeSource('rolldown.config.js'), each(all, 'image')],
    ['the bundler’s own code', changeSource('tools/bundle/src/copy-assets.ts'), each(all, 'image')],
    ['a new version of the bundler', () => bump('rolldown'), each(all, 'image')],
    ['the Dockerfile', () => copy.append('Dockerfile', '\n# A sentence.\n'), each(all, 'image')],
    ['.dockerignore', () => copy.append('.dockerignore', '\n*.txt\n'), each(all, 'image')],
    [
      'the compiler’s options',
      () => copy.replace('tsconfig.base.json', 'es2024', 'es2023'),
      each(all, 'image'),
    ],
    ['a new version of a production package', () => bump('pino'), each(all, 'image')],
    [
      'a new version of a package that a production package needs',
      () => bump('thread-stream'),
      each(all, 'image'),
    ],
    [
      'a new version of a package that some services use',
      () => bump('@aws-sdk/client-s3'),
      each(withBucket, 'image'),
    ],

    // Stacks.
    [
      'the foundation’s code',
      () =>
        copy.replace(
          'infra/src/foundation/foundation-stack.ts',
          /description: (.)/,
          'description: $1Changed. ',
        ),
      ['foundation: foundation-stack'],
    ],
    [
      'the code of the data stacks',
      () => copy.replace('infra/src/data/data-stack.ts', /description: (.)/, 'description: $1Changed. '),
      each(all, 'data-stack'),
    ],
    [
      'the code of the migration stacks',
      () =>
        copy.replace(
          'infra/src/migration/migration-stack.ts',
          /description: (.)/,
          'description: $1Changed. ',
        ),
      each(withDatabase, 'migration-stack'),
    ],
    [
      'the code of the service stacks',
      () =>
        copy.replace(
          'infra/src/service/service-stack.ts',
          'description: manifest.purpose',
          'description: `Changed. ${manifest.purpose}`',
        ),
      each(all, 'service-stack'),
    ],
  ])(
    'contains only the parts that a change affects: %s',
    async (_, change, expected) => {
      change();
      expect(planned(await plan())).toEqual(expected);
    },
    TIMEOUT_MS,
  );

  it(
    'contains the web app only if the built pages differ',
    async () => {
      const build = async (): Promise<CommitContent> => ({
        services: before.services,
        templates: { dev: await synthesize('dev', {}) },
      });
      const start = await build();
      const planSince = async (): Promise<string[]> =>
        planned(await planChange({ stage: 'dev', sha: 'a'.repeat(40), before: start, after: await build() }));
      copy.write('apps/web/src/unused.ts', 'export {};');
      copy.replace('apps/web/portal/portal.css', /^/, '/* A comment. */');
      expect(await planSince()).toEqual(NOTHING);
      copy.replace('apps/web/src/home/home.tsx', 'Qred card', 'The card of Qred');
      expect(await planSince()).toEqual(['web: web-stack']);
    },
    TIMEOUT_MS,
  );

  it(
    "contains production's foundation after a change to production's settings",
    async () => {
      const stages = ['dev', 'production'] as const;
      const start = await read(...stages);
      copy.replace('infra/src/stages.ts', 'natGateways: 3', 'natGateways: 2');
      const change = { before: start, after: await read(...stages) };
      const lines = planned(await planChange({ stage: 'production', sha: 'a'.repeat(40), ...change }));
      expect(lines).toContain('foundation: foundation-stack');
    },
    TIMEOUT_MS,
  );

  it(
    'deploys a service with a changed port before its callers',
    async () => {
      copy.replace('apps/card/service.json', /"port": \d+/, '"port": 3999');
      const change = await plan();
      expect(planned(change)).toEqual([
        'account: service-stack',
        expect.stringMatching(/^card: image, .*service-stack$/),
      ]);
      expect(waves(change)).toEqual([['card'], ['account']]);
      expect(change.waves.flat().at(-1)?.waitsFor).toEqual(['card']);
    },
    TIMEOUT_MS,
  );

  it(
    'has two independent waves after a change to a library',
    async () => {
      copy.append('libs/logging/src/index.ts', '\nvoid 0;\n');
      const change = await plan();
      expect(waves(change)).toHaveLength(2);
      expect(change.waves.flat().flatMap(({ waitsFor }) => waitsFor)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'skips a new service, and says to run the workflow "prepare service"',
    async () => {
      for (const folder of ['apps', 'libs/contracts'])
        cpSync(copy.path(folder, 'customer'), copy.path(folder, 'borrower'), { recursive: true });
      renameIn('customer', 'borrower');
      copy.replace('apps/borrower/service.json', /"port": \d+/, '"port": 3998');
      const change = await plan();
      expect(planned(change).filter((line) => !SHARED.test(line))).toEqual([]);
      expect(change.skipped).toContainEqual({
        service: 'borrower',
        reason: expect.stringContaining('prepare service') as string,
      });
    },
    TIMEOUT_MS,
  );

  it(
    'skips a service that calls a new service until the new service is prepared',
    async () => {
      for (const folder of ['apps', 'libs/contracts'])
        cpSync(copy.path(folder, 'customer'), copy.path(folder, 'borrower'), { recursive: true });
      renameIn('customer', 'borrower');
      copy.replace('apps/borrower/service.json', /"port": \d+/, '"port": 3998');
      copy.replace('apps/invoice/service.json', '"calls": []', '"calls": ["borrower"]');
      const change = await plan();
      expect(planned(change).filter((line) => !SHARED.test(line))).toEqual([]);
      expect(change.skipped).toContainEqual({
        service: 'invoice',
        reason: 'it calls borrower, which does not run this contract',
      });
    },
    TIMEOUT_MS,
  );

  it(
    'lists the stacks of a deleted service',
    async () => {
      copy.remove('apps/customer');
      copy.remove('libs/contracts/customer');
      const change = await plan();
      expect(planned(change).filter((line) => !SHARED.test(line))).toEqual([]);
      expect(change.deleted).toEqual([
        { service: 'customer', stacks: ['Customer-dev', 'CustomerMigration-dev', 'CustomerData-dev'] },
      ]);
    },
    TIMEOUT_MS,
  );

  it(
    'treats a renamed service as one deleted service and one new service',
    async () => {
      rename('customer', 'client');
      const change = await plan();
      expect(planned(change).filter((line) => !SHARED.test(line))).toEqual([]);
      expect(change.deleted.map(({ service }) => service)).toEqual(['customer']);
      expect(change.skipped.map(({ service }) => service)).toContain('client');
    },
    TIMEOUT_MS,
  );
});
