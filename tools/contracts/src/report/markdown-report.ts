import type { ExampleChange, OperationExamples } from './example-changes.ts';
import type { ServiceChange } from '../breaking-changes/service-changes.ts';

/** Maximum examples per operation. The documents have all of them. */
const SHOWN = 4;

/** Renders the changes, who is affected, and requests and responses before and after, as Markdown. */
export function markdownReport(
  changes: readonly ServiceChange[],
  examples: readonly OperationExamples[],
): string {
  const title = ({ service, operation }: Pick<OperationExamples, 'service' | 'operation'>) =>
    `${service}: ${operation}`;
  const changed = Map.groupBy(changes, title);
  const shown = new Map(examples.map((each) => [title(each), each.examples]));
  const titles = [...new Set([...changed.keys(), ...shown.keys()])].sort();
  if (titles.length === 0) return '## Contracts\n\nNo contract changed.';
  const sections = titles.map((each) => section(each, changed.get(each) ?? [], shown.get(each) ?? []));
  return ['## Contracts', summarize(changes), ...sections].join('\n\n');
}

function summarize(changes: readonly ServiceChange[]): string {
  if (changes.length === 0) return 'Only examples changed.';
  const breaking = changes.filter((change) => change.breaking).length;
  return `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}. ${breaking === 0 ? 'Nothing breaks.' : `**${breaking} breaking.**`}`;
}

function section(
  title: string,
  changes: readonly ServiceChange[],
  examples: readonly ExampleChange[],
): string {
  const affects = new Set(changes.flatMap((change) => change.affects));
  const what =
    changes.length > 0
      ? [changes.map(line).join('\n'), `Affected: ${[...affects].join(', ')}`]
      : ['Only examples changed. The mock responds with them, and tests compare the services with them.'];
  return [`### ${title}`, ...what, ...table(examples)].join('\n\n');
}

function line({ breaking, message, remedy }: ServiceChange): string {
  if (!breaking) return `- ${message}.`;
  return `- **Breaking:** ${message}. Instead, ${remedy ?? 'keep it'}.`;
}

function table(examples: readonly ExampleChange[]): string[] {
  if (examples.length === 0) return [];
  const rows = examples
    .slice(0, SHOWN)
    .map(
      ({ place, before, after }) =>
        `<tr><td colspan="2">${place}</td></tr><tr valign="top"><td>\n\n${code(before)}\n\n</td><td>\n\n${code(after)}\n\n</td></tr>`,
    );
  const rest = examples.slice(SHOWN).map(({ place }) => place);
  return [
    `<table><tr><th>before</th><th>after</th></tr>${rows.join('')}</table>`,
    ...(rest.length > 0 ? [`More examples changed: ${rest.join('; ')}.`] : []),
  ];
}

function code(example: string | undefined): string {
  return example === undefined ? 'no example' : `\`\`\`json\n${example}\n\`\`\``;
}
