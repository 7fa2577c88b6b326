import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
  paginateGetParametersByPath,
} from '@aws-sdk/client-ssm';
import { z } from 'zod';
import { type StageName, parametersOf } from '#infra';
import type { Part } from '#libs/github';
import { type Run, mustRun } from '../command.ts';
import type { Stacks } from '../ports.ts';
import { stackOf } from '../stack-names.ts';

const TASK_DEFINITION = 'TaskDefinition';
const DEPLOY = ['--exclusively', '--require-approval', 'never', '--progress', 'events', '--outputs-file'];

const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** The parts whose stacks are outside the stage's region. */
const REMOTE_PARTS = ['recovery-stack', 'edge-firewall-stack'] as const satisfies readonly Part[];
export type RemotePart = (typeof REMOTE_PARTS)[number];

function isRemote(part: Part): part is RemotePart {
  return REMOTE_PARTS.some((each) => each === part);
}

export interface CdkStacksOptions {
  readonly stage: StageName;
  readonly assembly: string;
  readonly ssm: SSMClient;
  /** Reads parameters in regions outside the stage's region. */
  readonly remote: Readonly<Record<RemotePart, SSMClient>>;
  readonly run: Run;
}

export function cdkStacks({ stage, assembly, ssm, remote, run }: CdkStacksOptions): Stacks {
  const parameters = parametersOf(stage);
  const published: Record<RemotePart, string> = {
    'recovery-stack': parameters.recovery.path,
    'edge-firewall-stack': parameters.edgeFirewall.path,
  };

  async function deploy(stack: string): Promise<Readonly<Record<string, string>>> {
    const folder = await mkdtemp(join(tmpdir(), 'qred-outputs-'));
    const file = join(folder, 'outputs.json');
    try {
      await mustRun(run, process.execPath, [...cdk('deploy'), '--app', assembly, ...DEPLOY, file, stack]);
      return outputsSchema.parse(JSON.parse(await readFile(file, 'utf8')))[stack] ?? {};
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  return {
    useImage: async (service, task, sha) => {
      const { image, migrationImage } = parameters.of({ name: service });
      const name = task === 'migration' ? migrationImage : image;
      const before = await readParameter(ssm, name);
      await writeParameter(ssm, name, sha);
      return before;
    },
    deploy: async (unit, part) => {
      await deploy(stackOf(stage, unit, part));
      // CloudFormation reads only parameters in the stack's region.
      if (isRemote(part)) await copyParameters(published[part], remote[part], ssm);
    },
    deployService: async (service) => {
      const stack = stackOf(stage, service, 'service-stack');
      const revision = (await deploy(stack))[TASK_DEFINITION];
      if (revision === undefined) throw new Error(`${stack} has no output ${TASK_DEFINITION}`);
      return revision;
    },
  };
}

async function writeParameter(ssm: SSMClient, name: string, value: string): Promise<void> {
  await ssm.send(new PutParameterCommand({ Name: name, Value: value, Type: 'String', Overwrite: true }));
}

async function copyParameters(path: string, from: SSMClient, to: SSMClient): Promise<void> {
  for await (const { Parameters = [] } of paginateGetParametersByPath(
    { client: from },
    { Path: path, Recursive: true },
  ))
    for (const { Name = '', Value = '' } of Parameters) await writeParameter(to, Name, Value);
}

async function readParameter(ssm: SSMClient, name: string): Promise<string | undefined> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
    return Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}

/** Throws an Error if the parameter doesn't exist. */
export async function requireParameter(ssm: SSMClient, name: string): Promise<string> {
  const value = await readParameter(ssm, name);
  if (value === undefined) throw new Error(`The parameter ${name} has no value`);
  return value;
}

export function cdk(command: string, context: Readonly<Record<string, string>> = {}): string[] {
  const settings = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
  return ['node_modules/aws-cdk/bin/cdk', command, ...settings];
}
