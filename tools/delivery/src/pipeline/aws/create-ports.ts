import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { namesOf, parametersOf } from '#infra';
import { operationsOf } from '#contracts/vocabulary';
import { loadContract } from '#libs/contract-catalog';
import type { DeploymentRecords } from '../../records/deployment-records.ts';
import { commitsInDeployment } from '../../changes/changed-services.ts';
import { runnerIn } from '../command.ts';
import type { Ports } from '../ports.ts';
import type { StageSettings } from '../arguments.ts';
import type { Workspace } from '../workspace.ts';
import { cdkStacks } from './cdk-stacks.ts';
import { dockerImages } from './docker-images.ts';
import { ecsOneOffTasks, ecsRollouts } from './ecs.ts';
import { type Probe, edgeSmoke, probeOf } from './edge-smoke.ts';

export interface PortsOptions {
  readonly settings: StageSettings;
  readonly workspace: Workspace;
  readonly records: DeploymentRecords;
  /** Host name of the registry that Docker is signed in to. */
  readonly registry: string;
}

/** Creates the AWS ports of a stage. Credentials come from the environment. */
export function createPorts({ settings, workspace, records, registry }: PortsOptions): Ports {
  const { stage, region, zones, domain, context } = settings;
  const names = namesOf(stage.name);
  const parameters = parametersOf(stage.name);
  const ecs = new ECSClient({ region });
  const ssm = new SSMClient({ region });
  const run = runnerIn(workspace.root);
  const oneOff = { names, parameters, zones, ecs, ssm };
  const sources = { history: workspace.git, affected: workspace.affectedDeployments };
  return {
    images: dockerImages({ host: registry, repository: names.repository }, run),
    stacks: cdkStacks({ names, parameters, context, ssm, run }),
    migrations: ecsOneOffTasks({ ...oneOff, task: 'migration' }),
    seeds: stage.seeded ? ecsOneOffTasks({ ...oneOff, task: 'seed' }) : undefined,
    rollouts: ecsRollouts({ names, ecs }),
    smoke: edgeSmoke({ edge: `https://${domain}`, probe: (service) => findProbe(workspace, service) }),
    records,
    commits: (planned, sha) => commitsInDeployment(planned, sha, sources),
    builtOperations: async (service) =>
      operationsOf(await loadContract(service))
        .filter(({ built }) => built)
        .map(({ id }) => id),
    now: () => new Date(),
  };
}

async function findProbe({ manifests }: Workspace, service: string): Promise<Probe> {
  const manifest = manifests.find(({ name }) => name === service);
  if (!manifest) throw new Error(`There is no service ${service}`);
  return probeOf(manifest, await loadContract(service));
}
