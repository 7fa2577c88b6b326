import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadManifests } from '#libs/manifest';
import { planChange } from './dry-run.ts';
import { outputsOf } from './plan.ts';
import { type Changes, testContent } from './testing/test-content.ts';

const root = resolve(__dirname, '../../../..');
const manifests = loadManifests(root);

const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const jobSchema = z.object({
  needs: list.default([]),
  if: z.string().default(''),
  uses: z.string().optional(),
  environment: z.string().default(''),
  with: z.record(z.string(), z.string()).default({}),
  steps: z
    .array(
      z.object({
        uses: z.string().default(''),
        run: z.string().default(''),
        with: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default([]),
});
const workflowSchema = z.object({ jobs: z.record(z.string(), jobSchema) });

interface Job {
  readonly name: string;
  readonly commands: string;
  readonly steps: z.output<typeof jobSchema>['steps'];
  /** The number of consecutive jobs, up to and including this job. */
  readonly depth: number;
  readonly environment: string;
}

function jobsIn(file: string): [string, z.output<typeof jobSchema>][] {
  const text = readFileSync(join(root, '.github/workflows', file), 'utf8');
  return Object.entries(workflowSchema.parse(parse(text)).jobs);
}

/**
 * Returns the jobs of a workflow, including the jobs of called workflows. `waves` is the number of waves in
 * each stage.
 */
function jobsOf(file: string, waves: number, before = 0, prefix = ''): Job[] {
  const jobs: Job[] = [];
  const ends = new Map<string, number>();
  for (const [id, job] of jobsIn(file)) {
    const start = Math.max(before, ...job.needs.map((need) => ends.get(need) ?? before));
    const [, index] = /inputs\.waves\)\[(\d)\]/.exec(job.if) ?? [];
    if (index !== undefined && Number(index) >= waves) {
      ends.set(id, start);
      continue;
    }
    const own = job.uses
      ? jobsOf(job.uses.replace('./.github/workflows/', ''), waves, start, `${prefix}${id}/`)
      : [
          {
            name: `${prefix}${id}`,
            commands: job.steps.map(({ run }) => run).join('\n'),
            steps: job.steps,
            depth: start + 1,
            environment: job.environment,
          },
        ];
    jobs.push(...own);
    ends.set(id, Math.max(start, ...own.map(({ depth }) => depth)));
  }
  return jobs;
}

async function wavesOf(changes: Changes): Promise<string[][]> {
  const change = { before: testContent(manifests), after: testContent(manifests, changes) };
  const plan = await planChange({ stage: 'dev', sha: 'a'.repeat(40), ...change });
  return z.array(z.array(z.string())).parse(JSON.parse(outputsOf(plan).replace('waves=', '')));
}

const depthOf = (jobs: readonly Job[]): number => Math.max(...jobs.map(({ depth }) => depth));
const running = (jobs: readonly Job[], command: string): Job[] =>
  jobs.filter(({ commands }) => commands.includes(command));

describe('a merge', () => {
  it('reaches production in five consecutive jobs if one service changes', async () => {
    const waves = await wavesOf({ card: ['image'] });
    expect(waves).toEqual([['card']]);
    const jobs = jobsOf('main.yml', waves.length);
    expect(jobs.map(({ name, depth }) => `${depth} ${name}`)).toEqual([
      '1 build/test',
      '1 build/images',
      '2 dev/wave-1/deploy',
      '3 production-plan/plan',
      '4 production-approval/plan',
      '5 production/wave-1/deploy',
    ]);
  });

  it('reaches production in seven consecutive jobs if a caller and its callee change', async () => {
    const waves = await wavesOf({ card: ['image'], account: ['image'] });
    expect(waves).toEqual([['card'], ['account']]);
    expect(depthOf(jobsOf('main.yml', waves.length))).toBe(7);
  });

  it('synthesizes and builds the release only once', () => {
    const jobs = jobsOf('main.yml', 4);
    expect(running(jobs, 'ci:build')).toHaveLength(1);
    for (const { name, steps } of [...running(jobs, 'ci:plan'), ...running(jobs, 'ci:deploy')]) {
      const isRead = steps.some(({ uses }) => uses.startsWith('actions/download-artifact@'));
      expect({ name, isRead }).toEqual({ name, isRead: true });
    }
  });

  it('tests the commit before the first deployment, while the images are built', () => {
    const jobs = jobsOf('main.yml', 1);
    const [test] = running(jobs, 'ci:main');
    const [build] = running(jobs, 'ci:build');
    const [deploy] = running(jobs, 'ci:deploy');
    expect(test?.depth).toBe(build?.depth);
    expect(test?.depth).toBeLessThan(deploy?.depth ?? 0);
    const [, dev] = jobsIn('main.yml').find(([id]) => id === 'dev') ?? [];
    // By default, a job runs only if all jobs that it needs succeed. Only a status function in `if` changes
    // this rule.
    expect(dev).toMatchObject({ needs: ['build'] });
    expect(dev?.if).not.toMatch(/always|cancelled|failure/);
  });

  it('can reach production after an approval, even if a service fails in dev', () => {
    const jobs = new Map(jobsIn('main.yml'));
    expect(jobs.get('production-plan')).toMatchObject({ with: { approval: 'production-approval' } });
    expect(jobs.get('production-plan')?.if).toContain("needs.build.result == 'success'");
    expect(jobs.get('production-plan')?.if).not.toContain('needs.dev');
    expect(jobs.get('production-approval')?.with.environment).toBe('production-approval');
    expect(jobs.get('production')?.needs).toEqual(['production-approval']);
    expect(jobs.get('production')?.if).toContain("needs.production-approval.result == 'success'");
  });

  it('has enough waves for the services, the foundation and the web app', () => {
    const depths = new Map<string, number>();
    for (const { name, calls } of manifests)
      depths.set(name, 1 + Math.max(0, ...calls.map((callee) => depths.get(callee) ?? 0)));
    const waves = jobsIn('deploy-stage.yml').length;
    expect(waves).toBeGreaterThanOrEqual(2 + Math.max(...depths.values()));
  });
});

describe('the workflow that prepares a service', () => {
  it('deploys the service to dev and production after one approval', () => {
    const jobs = jobsIn('prepare-service.yml');
    const approvals = jobs.filter(([, job]) => job.with.environment === 'production-approval');
    expect(approvals.map(([id]) => id)).toEqual(['approval']);
    const stages = jobs.filter(([, job]) => job.uses?.endsWith('deploy-stage.yml'));
    expect(stages.map(([, job]) => job.with.stage)).toEqual(['dev', 'production']);
    const named = jobs.filter(([, job]) => job.with.services === '${{ inputs.services }}');
    expect(named).toHaveLength(jobs.length);
  });

  it('deploys nothing before a reviewer approves the run', () => {
    const jobs = new Map(jobsIn('prepare-service.yml'));
    expect(jobs.get('reviewed')).toMatchObject({ with: { approval: 'production-approval' } });
    expect(jobs.get('approval')).toMatchObject({ needs: ['reviewed'] });
    expect(jobs.get('dev')).toMatchObject({ needs: ['approval'] });
  });
});

it('every job that installs packages caches npm, and every job that runs Nx caches Nx', () => {
  const files = ['main.yml', 'pull-request.yml', 'rollback.yml', 'prepare-service.yml'];
  for (const { name, steps, commands } of files.flatMap((file) => jobsOf(file, 4))) {
    const setUp = steps.find(({ uses }) => uses.startsWith('actions/setup-node@'));
    if (commands.includes('npm ci'))
      expect({ name, cache: setUp?.with.cache }).toEqual({ name, cache: 'npm' });
    const path = steps.find(({ uses }) => uses.startsWith('actions/cache@'))?.with.path;
    if (/ci:(?:pr|main)\b/.test(commands)) expect({ name, path }).toEqual({ name, path: '.nx/cache' });
  }
});
