import { App } from 'aws-cdk-lib';
import { ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import { z } from 'zod';
import { createDeployment, loadServices } from './deployment.ts';
import { addStacks } from './platform.ts';
import { parseSettings } from './settings.ts';
import { NO_BUILDS } from './web/build-pages.ts';

const named = z.array(z.object({ name: z.string() })).default([]);
const rendered = z.object({ environment: named, secrets: named });

/** These settings together add every variable that a task can have. */
const SETTINGS = {
  stage: 'production',
  domain: 'api.example.com',
  tracesEndpoint: 'https://traces.example.com',
  tracesHeadersSecret: 'arn:aws:secretsmanager:eu-north-1:111122223333:secret:traces-AbCdEf',
};

export async function findTaskVariables(root: string): Promise<Set<string>> {
  const app = new App({ context: NO_BUILDS });
  addStacks(app, createDeployment(parseSettings(SETTINGS), await loadServices(root)));
  const containers = app.node.findAll().filter((construct) => construct instanceof ContainerDefinition);
  return new Set(containers.flatMap(variablesOf));
}

function variablesOf(container: ContainerDefinition): string[] {
  const { environment, secrets } = rendered.parse(container.renderContainerDefinition());
  return [...environment, ...secrets].map(({ name }) => name);
}
