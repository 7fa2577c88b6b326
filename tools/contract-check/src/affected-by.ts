import type { Manifest } from '#libs/manifest';
import type { OperationChange } from './compare-documents.ts';

/** Whom a change of a service's operation concerns: those behind the edge, and the services that call it. */
export function affectedBy(
  service: string,
  { access }: Pick<OperationChange, 'access'>,
  manifests: readonly Manifest[],
): string[] {
  const outside = access.startsWith('machine:')
    ? `machines with the scope ${access.slice('machine:'.length)}`
    : 'the frontends';
  const callers = manifests.filter(({ calls }) => calls.includes(service)).map(({ name }) => name);
  return [outside, ...callers];
}
