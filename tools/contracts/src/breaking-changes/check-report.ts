import { ACCEPTED_FILE, type CheckResult } from './accepted-changes.ts';
import type { ServiceChange } from './service-changes.ts';

/** `total` also counts compatible changes. */
export function checkReport({ refused, accepted, expired, unused }: CheckResult, total: number): string {
  const counted = `${total} ${total === 1 ? 'contract change' : 'contract changes'}`;
  return [
    ...refused.map(describeRefused),
    ...accepted.map(
      ({ service, message }) => `✔ ${service}: ${message}. This breaks callers and is accepted.`,
    ),
    ...expired.map((entry) => `✖ ${entry}`),
    ...unused.map((entry) => `• ${entry}`),
    `${counted}, ${refused.length + accepted.length} breaking.`,
    ...(refused.length > 0
      ? [
          `If a breaking change is necessary, add an entry to ${ACCEPTED_FILE}: service, change, reason, approver, expires.`,
        ]
      : []),
  ].join('\n');
}

function describeRefused({ service, id, message, affects, remedy }: ServiceChange): string {
  return [
    `✖ ${service}: ${message}.`,
    `    Breaks: ${affects.join(', ')}`,
    `    Instead: ${remedy ?? 'keep it'}`,
    `    Change: ${JSON.stringify(id)}`,
  ].join('\n');
}
