import { wrapText } from './wrap-text.ts';
import type { ExampleChange, OperationExamples } from './example-changes.ts';
import type { ServiceChange } from '../breaking-changes/service-changes.ts';

/**
 * The number of examples per operation that the report shows in full. The OpenAPI documents contain all
 * examples.
 */
const SHOWN = 4;

/** The lines have at most 80 columns. */
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
      ? [changes.map(describeChange).join('\n'), wrapText(`Affected: ${[...affects].join(', ')}`)]
      : [
          wrapText(
            'Only examples changed. The mock responds with them, and tests compare the services with them.',
          ),
        ];
  return [`### ${title}`, ...what, ...describeExamples(examples)].join('\n\n');
}

/** The section's title contains the operation, so the message omits it. */
function describeChange({ breaking, message, remedy, operation }: ServiceChange): string {
  const what = message.replace(`${operation}: `, '').replace(`${operation} `, 'The operation ');
  if (!breaking) return wrapText(`- ${what}.`);
  return wrapText(`- **Breaking:** ${what}. Instead, ${remedy ?? 'keep it'}.`);
}

/** Shows only the name of an added or removed error. Shows all other examples in full. */
function describeExamples(examples: readonly ExampleChange[]): string[] {
  const isName = ({ isError, before, after }: ExampleChange) =>
    isError && (before === undefined || after === undefined);
  const full = examples.filter((example) => !isName(example));
  const more = full.slice(SHOWN).map((example) => `- ${headingOf(example)}`);
  const names = examples.filter(isName);
  return [
    ...full.slice(0, SHOWN).flatMap(describeExample),
    ...listOf('More examples changed:', more),
    ...listOf('New errors:', errorLines(names.filter(({ before }) => before === undefined))),
    ...listOf('Removed errors:', errorLines(names.filter(({ after }) => after === undefined))),
  ];
}

function describeExample(example: ExampleChange): string[] {
  const { before, after } = example;
  const heading = headingOf(example);
  if (before === undefined) return [wrapText(`New: ${heading}`), code(after)];
  if (after === undefined) return [wrapText(`Removed: ${heading}`), code(before)];
  return [wrapText(`Before: ${heading}`), code(before), 'After:', code(after)];
}

function headingOf({ part, names }: ExampleChange): string {
  return `${part}, ${names.join(' and ')}`;
}

function errorLines(errors: readonly ExampleChange[]): string[] {
  const byPart = Map.groupBy(errors, ({ part }) => part);
  return [...byPart].map(([part, found]) => `- ${part}: ${found.flatMap(({ names }) => names).join(', ')}`);
}

function listOf(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [[title, '', ...lines.map((line) => wrapText(line))].join('\n')];
}

function code(example = ''): string {
  return `\`\`\`json\n${example}\n\`\`\``;
}
