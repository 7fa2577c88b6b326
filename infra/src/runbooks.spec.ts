import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Service } from './deployment.ts';
import { namesOf, pascalCase } from './naming.ts';
import { SETTINGS } from './settings.ts';
import { stages } from './stages.ts';
import { DOMAIN, type Stacks, resourcesOf, synthesize, workspaceServices } from './testing/templates.ts';

const files = globSync(resolve(__dirname, '../../docs/runbooks/*.md'));
const runbooks = files.map((file) => {
  const text = readFileSync(file, 'utf8');
  const commands = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block).join('\n');
  return [basename(file), { text, commands }] as const;
});

const PROGRAMS = ['aws', 'cat', 'date', 'docker', 'gh', 'git', 'jq', 'npm', 'openssl', 'sed'];

let stacks: Stacks;
let services: readonly Service[];
let example: Service['manifest'];

beforeAll(async () => {
  services = await workspaceServices();
  const [withBucket] = services.filter(({ manifest }) => manifest.bucket);
  if (!withBucket) throw new Error('No service has a bucket');
  example = withBucket.manifest;
  stacks = new Map([
    ...(await synthesize({ stage: 'dev' }, services)),
    ...(await synthesize({ stage: 'production', ...DOMAIN }, services)),
  ]);
});

function filledIn(text: string): string[] {
  const ofService = text
    .replace(/\$\{Service\}|\$Service\b/g, pascalCase(example.name))
    .replace(/\$service\b|\$1\b|<service>/g, example.name);
  return ['dev', 'production'].map((stage) => ofService.replaceAll('$STAGE', stage));
}

describe.each(runbooks)('the runbook %s', (_, { text, commands }) => {
  it('contains commands that a shell can parse', () => {
    expect(() => execFileSync('bash', ['-n'], { input: commands, stdio: 'pipe' })).not.toThrow();
  });

  it('names parameters, registries and logs that exist', () => {
    const known = [
      ...[...stacks.values()].flatMap(({ reads }) => reads),
      ...['AWS::SSM::Parameter', 'AWS::ECR::Repository', 'AWS::Logs::LogGroup'].flatMap((type) =>
        resourcesOf(stacks.values(), type).map(({ Properties }) =>
          String(Properties.Name ?? Properties.RepositoryName ?? Properties.LogGroupName),
        ),
      ),
    ].map((name) => name.replace(/^\//, ''));
    const named = [...text.matchAll(/\bqred\/\$STAGE\/[\w$<>/-]+/g)].map(([name]) => name);
    const unknown = named.filter(
      (name) => !filledIn(name).some((each) => known.some((one) => `${one}/`.startsWith(`${each}/`))),
    );

    expect(unknown).toEqual([]);
  });

  it('names stacks that exist', () => {
    const named = [
      ...commands.matchAll(/(?<![\w/-])(?:\*|\$\{Service\}|\$Service)?(?:[A-Z][a-z]+)*-\$STAGE\b/g),
    ].map(([name]) => name);
    const unknown = named.filter((name) =>
      filledIn(name.replace('*', '${Service}')).every((each) => !stacks.has(each)),
    );

    expect(unknown).toEqual([]);
  });

  it('names instances, tasks and alarms that exist', () => {
    const names = namesOf('dev');
    const alarms = resourcesOf(stacks.values(), 'AWS::CloudWatch::Alarm').map(({ Properties }) =>
      String(Properties.AlarmName),
    );
    const known = [
      ...alarms,
      names.cluster,
      names.databaseInstance(example),
      names.taskFamily(example),
      names.migrationFamily(example),
      names.seedFamily(example),
    ];
    const named = [...commands.matchAll(/\bqred-\$STAGE(?:-(?:\$\w+|[a-z\d]+))*/g)].map(([name]) => name);
    const unknown = named.filter((name) =>
      filledIn(name.replace('$2', 'migration')).every((each) => !known.includes(each)),
    );

    expect(unknown).toEqual([]);
  });

  it('uses only variables and functions that this runbook or first-deployment.md defines', () => {
    const defining = `${commands}\n${new Map(runbooks).get('first-deployment.md')?.commands}`;
    const variables = [
      ...defining.matchAll(/(?<=^|\s)(\w+)=|\bfor (\w+) in|\bread (\w+) (\w+)|--argjson (\w+)/gm),
    ].flatMap(([, ...names]) => names);
    const functions = [...defining.matchAll(/^\s*(\w+)\(\) \{/gm)].map(([, name]) => name);
    const used = [...commands.matchAll(/\$\{?([A-Za-z]\w*)(?!\w|:-)/g)].map(([, name]) => name);
    const called = [...commands.matchAll(/\$\(([a-z_]+)(?=[ )])/g)].map(([, name]) => name);

    expect(used.filter((name) => !variables.includes(name ?? ''))).toEqual([]);
    expect(called.filter((name) => ![...functions, ...PROGRAMS].includes(name ?? ''))).toEqual([]);
  });

  it('names outputs that exist', () => {
    const outputs = [...stacks.values()].flatMap(({ outputNames }) => outputNames);
    const named = [...commands.matchAll(/OutputKey, '(\w+)'/g)].map(([, name = '']) => name);

    expect(named.filter((name) => !outputs.some((each) => each.includes(name)))).toEqual([]);
  });

  it('passes only settings that the CDK app accepts', () => {
    const set = [...commands.matchAll(/-c (\w+)=/g)].map(([, name = '']) => name);

    expect(set.filter((name) => !SETTINGS.includes(name))).toEqual([]);
  });
});

it('first-deployment.md requests enough Fargate vCPUs for a rollout, even if every service runs its maximum number of tasks', () => {
  const { commands } = new Map(runbooks).get('first-deployment.md') ?? { commands: '' };
  const [, requested] =
    /request-service-quota-increase --service-code fargate .*--desired-value (\d+)/.exec(commands) ?? [];
  const { maximum, cpu } = stages.production.tasks;
  const vcpusOfService = (maximum * cpu) / 1024;

  expect(Number(requested)).toBeGreaterThanOrEqual((services.length + 1) * vcpusOfService);
});

it('the runbooks cover each manual procedure', () => {
  expect(runbooks.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'another-region.md',
      'first-deployment.md',
      'restore-a-database.md',
      'roll-back.md',
      'rotate-a-secret.md',
    ]),
  );
});

describe('the first deployment', () => {
  const commands = new Map(runbooks).get('first-deployment.md')?.commands ?? '';
  /** `$Service` and `*` stand for any service. */
  const patternOf = (name: string, stage: string): RegExp => {
    const each = services.flatMap(({ manifest }) => [manifest.name, pascalCase(manifest.name)]).join('|');
    return new RegExp(
      `^${name.replaceAll('$STAGE', stage).replace(/\$\{?[Ss]ervice\}?|\*/, `(?:${each})`)}$`,
    );
  };

  it.each(['dev', 'production'])('deploys every stack in %s', (stage) => {
    const deployed = [...commands.matchAll(/cdk deploy ([^\n]*?)\$CONTEXT/g)]
      .flatMap(([, names = '']) => names.replaceAll('"', '').trim().split(/\s+/))
      .map((name) => patternOf(name, stage));
    const own = [...stacks.keys()].filter((name) => name.endsWith(`-${stage}`));

    expect(own.length).toBeGreaterThan(services.length);
    expect(own.filter((name) => !deployed.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  it.each(['dev', 'production'])(
    'sets every parameter in %s that stacks read but do not publish',
    (stage) => {
      const set = [...commands.matchAll(/put_parameter (\/\S+)/g)].map(([, name = '']) =>
        patternOf(name, stage),
      );
      const published = resourcesOf(stacks.values(), 'AWS::SSM::Parameter').map(({ Properties }) =>
        String(Properties.Name),
      );
      const needed = [...stacks.values()]
        .flatMap(({ reads }) => reads)
        .filter((name) => name.startsWith(`/qred/${stage}/`) && !published.includes(name));

      expect(needed.length).toBeGreaterThan(services.length);
      expect(needed.filter((name) => !set.some((pattern) => pattern.test(name)))).toEqual([]);
    },
  );
});
