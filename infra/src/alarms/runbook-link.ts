import type { Deployment } from '../deployment.ts';

/** This page has a section for each kind of alarm. The path is relative to the workspace's root. */
export const ALARM_RUNBOOK = 'docs/runbooks/alarms.md';

/** The setting may contain ids, as GitHub's tokens do, but an address must not. */
export function runbookUrl({ repository }: Deployment): string {
  return `https://github.com/${repository.replaceAll(/@\d+/g, '')}/blob/main/${ALARM_RUNBOOK}`;
}

/** Says what is wrong, and links to the section of the runbook with this heading. */
export function describeAlarm(deployment: Deployment, text: string, section: string): string {
  return `${text}. What to do: ${runbookUrl(deployment)}#${section}`;
}
