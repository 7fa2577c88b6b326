import type { Deployment } from '../deployment.ts';

/** The page with a section for each kind of alarm, relative to the workspace's root. */
export const ALARM_RUNBOOK = 'docs/runbooks/alarms.md';

/** The description of an alarm: what is wrong, and a link to the runbook's section with this heading. */
export function describeAlarm({ repository }: Deployment, text: string, section: string): string {
  return `${text}. What to do: https://github.com/${repository}/blob/main/${ALARM_RUNBOOK}#${section}`;
}
