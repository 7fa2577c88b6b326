import type { Content, DeploymentRecord } from '#libs/github';
import { isSameContent } from './content/content.ts';

/**
 * The reason why a service is not deployed again after a rollback. Undefined if a commit has changed the content
 * that was rolled back. `recent` are the records since the last successful record.
 */
export function heldBecause(recent: readonly DeploymentRecord[], content: Content): string | undefined {
  const [running] = recent;
  const newest = recent.at(-1);
  const isWithdrawn = (withdrawn: Content | undefined): boolean =>
    withdrawn !== undefined && isSameContent(withdrawn, content);
  if (newest?.result === 'rolled_back' && isWithdrawn(newest.content))
    return `ECS rolled this version back (${newest.sha.slice(0, 7)}). It waits for a commit that changes the service`;
  if (running?.kind === 'rollback' && isWithdrawn(running.withdrawn_content))
    return `a person rolled this version back to ${running.sha.slice(0, 7)}. It waits for a commit that changes the service`;
  return undefined;
}
