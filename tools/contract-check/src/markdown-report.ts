import { exampleOf } from './examples-of.ts';
import type { Documentation, ServiceChange } from './service-changes.ts';

/** Tells a reviewer in Markdown what changed, for whom, and how the answers look before and after. */
export function markdownReport(
  changes: readonly ServiceChange[],
  before: Documentation,
  after: Documentation,
): string {
  if (changes.length === 0) return '## Contracts\n\nNo contract changed.';
  const breaking = changes.filter((change) => change.breaking).length;
  const sections = [...Map.groupBy(changes, ({ service, operation }) => `${service}: ${operation}`)].map(
    ([title, own]) => section(title, own, before, after),
  );
  const verdict = breaking === 0 ? 'Nothing breaks.' : `**${breaking} breaking.**`;
  return ['## Contracts', `${changes.length} changed. ${verdict}`, ...sections].join('\n\n');
}

function section(
  title: string,
  changes: readonly ServiceChange[],
  before: Documentation,
  after: Documentation,
): string {
  const affects = new Set(changes.flatMap((change) => change.affects));
  return [
    `### ${title}`,
    changes.map(line).join('\n'),
    `Affected: ${[...affects].join(', ')}`,
    ...examples(changes, before, after),
  ].join('\n\n');
}

function line({ breaking, says, instead }: ServiceChange): string {
  if (!breaking) return `- ${says}`;
  return `- **Breaking:** ${says}. Rather ${instead ?? 'leave it'}.`;
}

function examples([change]: readonly ServiceChange[], before: Documentation, after: Documentation): string[] {
  if (!change) return [];
  const old = exampleOf(before.get(change.service) ?? {}, change.operation);
  const now = exampleOf(after.get(change.service) ?? {}, change.operation);
  if (old === now) return [];
  return [
    `<table><tr><th>before</th><th>after</th></tr><tr valign="top"><td>\n\n${code(old)}\n\n</td><td>\n\n${code(now)}\n\n</td></tr></table>`,
  ];
}

function code(example: string | undefined): string {
  return example === undefined ? 'no example' : `\`\`\`json\n${example}\n\`\`\``;
}
