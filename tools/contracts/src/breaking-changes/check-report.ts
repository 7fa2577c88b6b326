import { ACCEPTED_FILE, type Judgement } from './accepted-changes.ts';
import type { ServiceChange } from './service-changes.ts';

/** Renders the result for the author of the change. */
export function checkReport({ refused, accepted, faults, remarks }: Judgement, total: number): string {
  const lines = [
    ...refused.flatMap(refusal),
    ...accepted.map(({ service, says }) => `✔ ${service}: ${says}. It breaks, and is accepted.`),
    ...faults.map((fault) => `✖ ${fault}`),
    ...remarks.map((remark) => `• ${remark}`),
  ];
  const found = `${total} ${total === 1 ? 'change' : 'changes'} of contracts, ${refused.length + accepted.length} breaking`;
  if (refused.length === 0) return [...lines, `${found}.`].join('\n');
  return [
    ...lines,
    `${found}. Where it must be, an entry in ${ACCEPTED_FILE} accepts one: service, change, reason, approver, expires.`,
  ].join('\n');
}

function refusal({ service, id, says, affects, instead }: ServiceChange): string[] {
  return [
    `✖ ${service}: ${says}. It breaks ${affects.join(', ')}; rather ${instead ?? 'leave it'}.`,
    `    change: ${JSON.stringify(id)}`,
  ];
}
