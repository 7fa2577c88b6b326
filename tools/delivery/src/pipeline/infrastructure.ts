import { MANIFEST_FILE, type Manifest } from '#libs/manifest';

/** What the templates of services are made from; tests, and what only they use, are not. */
const MAKES_TEMPLATES = /^(?:cdk\.json|infra\/src\/(?!testing\/).*(?<!\.spec)\.ts)$/;

/**
 * The services whose templates may differ after a change of these files, relative to the workspace's root: all where
 * the CDK app changed, and where a service.json did, those that call it, whose rules name its port.
 */
export function servicesTemplatedAnew(files: readonly string[], manifests: readonly Manifest[]): string[] {
  const all = files.some((file) => MAKES_TEMPLATES.test(file));
  return manifests
    .filter(({ calls }) => all || calls.some((callee) => files.includes(`apps/${callee}/${MANIFEST_FILE}`)))
    .map(({ name }) => name);
}
