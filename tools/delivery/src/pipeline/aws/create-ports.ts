import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { CLOUDFRONT_REGION, findProbe, namesOf, parametersOf } from '#infra';
import { operationsOf } from '#contracts/vocabulary';
import { loadContract } from '#libs/contract-catalog';
import { requireVariable } from '../arguments.ts';
import { type Run, runnerIn } from '../command.ts';
import { commitsInDeployment } from '../commits.ts';
import type { DeliveryRun, Workspace } from '../delivery-run.ts';
import type { Images, Ports } from '../ports.ts';
import { deliveryVariables } from '../../variables.ts';
import { promotedFrom } from '../promotion.ts';
import { isShared } from '../stack-names.ts';
import { cdkStacks, requireParameter } from './cdk-stacks.ts';
import { dockerImages } from './docker-images.ts';
import { ecsOneOffTasks, ecsRollouts } from './ecs.ts';
import { readAcceptedVulnerabilities } from './accepted-vulnerabilities.ts';
import { imageScans } from './image-scans.ts';
import { type SmokeProbe, edgeSmoke } from './edge-smoke.ts';

/** AWS credentials come from the environment. */
export async function createPorts(options: DeliveryRun): Promise<Ports> {
  const { settings, workspace, release, records } = options;
  const { stage, region, replicaRegion, zones } = settings;
  const ecs = new ECSClient({ region });
  const ssm = new SSMClient({ region });
  const run = runnerIn(workspace.root);
  const oneOff = { stage: stage.name, zones, ecs, ssm };
  return {
    images: await createImages(options, run),
    stacks: cdkStacks({
      stage: stage.name,
      assembly: release.assembly(stage.name),
      ssm,
      remote: {
        'recovery-stack': new SSMClient({ region: replicaRegion }),
        'edge-firewall-stack': new SSMClient({ region: CLOUDFRONT_REGION }),
      },
      run,
    }),
    migrations: ecsOneOffTasks({ ...oneOff, task: 'migration' }),
    seeds: stage.seeded ? ecsOneOffTasks({ ...oneOff, task: 'seed' }) : undefined,
    rollouts: ecsRollouts({ stage: stage.name, ecs }),
    smoke: edgeSmoke({
      edge: async () => `https://${await requireParameter(ssm, parametersOf(stage.name).edge.host)}`,
      probe: (service) => findSmokeProbe(workspace, service),
    }),
    records,
    commits: ({ service, previousSha }, sha) =>
      commitsInDeployment(
        release.content.services.find(({ manifest }) => manifest.name === service),
        previousSha,
        sha,
        workspace.git,
      ),
    builtOperations: findBuiltOperations,
    now: () => new Date(),
  };
}

async function createImages({ settings, workspace }: DeliveryRun, run: Run): Promise<Images> {
  const { stage, region } = settings;
  const { repository, buildCache } = namesOf(stage.name);
  const source = promotedFrom(stage.name);
  const { SOURCE_REGISTRY: sourceHost } = deliveryVariables.parse(process.env);
  return {
    ...dockerImages(
      { host: requireVariable(process.env, 'REGISTRY'), repository, cache: buildCache },
      source && sourceHost ? { host: sourceHost, repository: namesOf(source).repository } : undefined,
      run,
    ),
    ...imageScans({
      ecr: new ECRClient({ region }),
      repository,
      accepted: await readAcceptedVulnerabilities(workspace.root),
      today: new Date().toISOString().slice(0, 10),
    }),
  };
}

async function findBuiltOperations(service: string): Promise<string[]> {
  if (isShared(service)) return [];
  return operationsOf(await loadContract(service))
    .filter(({ built }) => built)
    .map(({ id }) => id);
}

async function findSmokeProbe({ manifests }: Workspace, service: string): Promise<SmokeProbe | undefined> {
  const manifest = manifests.find(({ name }) => name === service);
  if (!manifest) throw new Error(`There is no service ${service}`);
  const contract = await loadContract(service);
  if (manifest.default) return { path: contract.operations.ping.path, status: 200, showsVersion: true };
  return findProbe({ manifest, contract });
}
