import type { PartChange, ValueChange } from './compare-templates.ts';
import type { StackChange, StageChanges } from './stage-changes.ts';

const VALUE_LENGTH = 120;
const KINDS = { new: ' (new)', gone: ' (gone from the app; delete it by hand)', changed: '' };

/** Renders the changed stacks and their parts as Markdown. */
export function markdownDiff(stages: readonly StageChanges[], remarks: readonly string[] = []): string {
  const sections = stages.map(({ stage, stacks }) => stageSection(stage, stacks));
  return ['## Infrastructure', ...remarks, ...sections].join('\n\n');
}

function stageSection(stage: string, stacks: readonly StackChange[]): string {
  if (stacks.length === 0) return `### ${stage}\n\nNo template changes.`;
  return [`### ${stage}`, ...stacks.map(stackSection)].join('\n\n');
}

function stackSection({ stack, kind, parts }: StackChange): string {
  return [`**${stack}**${KINDS[kind]}`, parts.flatMap(partLines).join('\n')].join('\n\n');
}

function partLines({ kind, type, id, previousId, values }: PartChange): string[] {
  const replaced = previousId === undefined ? '' : `, in place of \`${previousId}\``;
  const what = kind === 'removed' || kind === 'replaced' ? `**${kind}**` : kind;
  return [`- ${what} ${type} \`${id}\`${replaced}`, ...values.map(valueLine)];
}

function valueLine({ path, before, after }: ValueChange): string {
  return `  - \`${path}\`: ${shown(before)} → ${shown(after)}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value).replaceAll('`', "'");
  return `\`${text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH)}…` : text}\``;
}
