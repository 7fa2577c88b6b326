import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { type Service, createDeployment } from '../deployment.ts';
import { addStacks } from '../platform.ts';
import type { Settings } from '../settings.ts';
import { NO_BUILDS } from '../web/build-pages.ts';
import { withoutStackTraces } from './without-stack-traces.ts';

/** `dependencies` lists the stacks that the CDK would deploy together with a stack. */
export function synthesizeStacks(settings: Settings, services: readonly Service[]) {
  const outdir = mkdtempSync(join(tmpdir(), 'qred-templates-'));
  try {
    const app = new App({
      outdir,
      treeMetadata: false,
      builtinCloudFormationValidation: false,
      context: NO_BUILDS,
    });
    const assembly = withoutStackTraces(() => {
      addStacks(app, createDeployment(settings, services));
      return app.synth();
    });
    return assembly.stacks.map((stack) => ({
      name: stack.stackName,
      region: stack.environment.region,
      terminationProtection: stack.terminationProtection ?? false,
      template: stack.template as unknown,
      dependencies: stack.dependencies.map(({ id }) => id).filter((id) => !id.endsWith('.assets')),
    }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
