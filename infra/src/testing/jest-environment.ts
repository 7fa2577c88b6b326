import { resolve } from 'node:path';
import { SharedRealmEnvironment } from '#libs/jest-setup';
import type { Service } from '../deployment.ts';
import type { Settings } from '../settings.ts';

declare global {
  /** Returns a stage's stacks as JSON. By default, the stage has the workspace's services. */
  var synthesizeStage: (settings: Settings, services?: readonly Service[]) => Promise<string>;
}

const WORKSPACE = resolve(import.meta.dirname, '../../..');

const synthesized = new Map<string, Promise<string>>();

/** Synthesizes outside the spec files, so that all spec files share the CDK and the workspace's stacks. */
export default class SynthesisEnvironment extends SharedRealmEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.synthesizeStage = (settings, services) =>
      services ? synthesize(settings, services) : synthesizeOnce(settings);
  }
}

function synthesizeOnce(settings: Settings): Promise<string> {
  const key = JSON.stringify(settings);
  const stacks = synthesized.get(key) ?? synthesizeWorkspace(settings);
  synthesized.set(key, stacks);
  return stacks;
}

async function synthesizeWorkspace(settings: Settings): Promise<string> {
  const { loadServices } = await import('../deployment.ts');
  return synthesize(settings, await loadServices(WORKSPACE));
}

async function synthesize(settings: Settings, services: readonly Service[]): Promise<string> {
  const { synthesizeStacks } = await import('./synthesize-stacks.ts');
  return JSON.stringify(synthesizeStacks(settings, services));
}
