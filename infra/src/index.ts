export { type Probe, findProbe } from './monitoring/find-probe.ts';
export * from './naming.ts';
export * from './parameter-names.ts';
export { type Settings, parseSettings } from './settings.ts';
export { type StageName, stages } from './stages.ts';

/** Loads the CDK, which takes a second or two. */
export async function taskVariables(root: string): Promise<Set<string>> {
  const { findTaskVariables } = await import('./task-variables.ts');
  return findTaskVariables(root);
}
