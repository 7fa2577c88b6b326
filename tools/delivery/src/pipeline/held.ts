import type { Content, DeploymentRecord } from '#libs/github';
import { isSameContent } from './content/content.ts';

/**
 * Returns the reason why a service must not be deployed again after a rollback. Returns undefined if a commit
 * changed the content that was rolled back. `recent` contains the last successful record and all later
 * records.
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
