import type { Deployment } from '../deployment.ts';

/** The page with a section for each kind of alarm, relative to the workspace's root. */
export const ALARM_RUNBOOK = 'docs/runbooks/alarms.md';

/** The address of the page on GitHub. A setting may name the repository with the ids that tokens have, and an address may not. */
export function runbookUrl({ repository }: Deployment): string {
  return `https://github.com/${repository.replaceAll(/@\d+/g, '')}/blob/main/${ALARM_RUNBOOK}`;
}

/** The description of an alarm: what is wrong, and a link to the runbook's section with this heading. */
export function describeAlarm(deployment: Deployment, text: string, section: string): string {
  return `${text}. What to do: ${runbookUrl(deployment)}#${section}`;
}
