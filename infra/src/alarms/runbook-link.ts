import type { Deployment } from '../deployment.ts';

/** This runbook has a section for each kind of alarm. */
export const ALARM_RUNBOOK = 'docs/runbooks/alarms.md';

/** The `repository` setting may contain ids, but a web address must not. */
export function runbookUrl({ repository }: Deployment): string {
  return `https://github.com/${repository.replaceAll(/@\d+/g, '')}/blob/main/${ALARM_RUNBOOK}`;
}

export function describeAlarm(deployment: Deployment, text: string, section: string): string {
  return `${text}. What to do: ${runbookUrl(deployment)}#${section}`;
}
