/** What the templates of services are made from; tests, and what only they use, are not. */
const MAKES_TEMPLATES = /^(?:cdk\.json|infra\/src\/(?!testing\/).*(?<!\.spec)\.ts)$/;

/** Whether a change of these files, relative to the workspace's root, can change how services are deployed. */
export function changesInfrastructure(files: readonly string[]): boolean {
  return files.some((file) => MAKES_TEMPLATES.test(file));
}
