import { MANIFEST_FILE, type Manifest } from '#libs/manifest';

/** Source files of the services' templates, without tests and test helpers. */
const MAKES_TEMPLATES = /^(?:cdk\.json|infra\/src\/(?!testing\/).*(?<!\.spec)\.ts)$/;

/**
 * Returns services whose templates may change with these files (relative to the workspace's root): all if
 * the CDK app changed. If a service.json changed, its callers, because their rules name its port.
 */
export function servicesTemplatedAnew(files: readonly string[], manifests: readonly Manifest[]): string[] {
  const all = files.some((file) => MAKES_TEMPLATES.test(file));
  return manifests
    .filter(({ calls }) => all || calls.some((callee) => files.includes(`apps/${callee}/${MANIFEST_FILE}`)))
    .map(({ name }) => name);
}
