import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { type TemplateDiff, ResourceImpact, formatDifferences, fullDiff } from '@aws-cdk/cloudformation-diff';

export type Templates = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

export interface StackDiff {
  readonly stack: string;
  readonly kind: 'new' | 'removed' | 'changed';
  readonly diff: TemplateDiff;
}

export interface StageDiff {
  readonly stage: string;
  readonly stacks: readonly StackDiff[];
}

const KINDS = { new: ' (new)', removed: ' (removed from the app; delete it by hand)', changed: '' };

/** These effects can lose data or connections. */
const LOSSES: ReadonlyMap<ResourceImpact, string> = new Map([
  [ResourceImpact.WILL_REPLACE, '**Replaced** by a new resource, then deleted'],
  [ResourceImpact.MAY_REPLACE, '**Possibly replaced** by a new resource, then deleted'],
  [ResourceImpact.WILL_DESTROY, '**Deleted**'],
  [ResourceImpact.WILL_ORPHAN, '**No longer managed** by the stack, but not deleted'],
]);

export function diffStage(stage: string, before: Templates, after: Templates): StageDiff {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const stacks = names.map((stack): StackDiff => {
    const [old, current] = [before.get(stack), after.get(stack)];
    const kind = !old ? 'new' : !current ? 'removed' : 'changed';
    return { stack, kind, diff: fullDiff(old ?? {}, current ?? {}) };
  });
  return { stage, stacks: stacks.filter(({ kind, diff }) => kind !== 'changed' || !diff.isEmpty) };
}

/** Renders the differences as Markdown. Lists possible losses before the output of `cdk diff`. */
export function renderDiff(stages: readonly StageDiff[], changedFiles: readonly string[]): string {
  const notes = changedFiles.includes('package-lock.json')
    ? [
        'Packages changed. Both sides use the new packages, so this report hides the effect of a new CDK version.',
      ]
    : [];
  return ['## Infrastructure', ...notes, ...stages.map(renderStage)].join('\n\n');
}

function renderStage({ stage, stacks }: StageDiff): string {
  if (stacks.length === 0) return `### ${stage}\n\nNo template changes.`;
  return [`### ${stage}`, ...stacks.map(renderStack)].join('\n\n');
}

function renderStack({ stack, kind, diff }: StackDiff): string {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  formatDifferences(stream, diff);
  const details = stripVTControlCharacters(text).trim();
  return [`**${stack}**${KINDS[kind]}`, ...lossesIn(diff), `~~~text\n${details}\n~~~`].join('\n\n');
}

function lossesIn(diff: TemplateDiff): string[] {
  const losses = Object.entries(diff.resources.changes).flatMap(([id, change]) => {
    const effect = LOSSES.get(change.changeImpact);
    return effect ? [`- ${effect}: ${change.oldResourceType ?? 'resource'} \`${id}\``] : [];
  });
  return losses.length > 0 ? [losses.join('\n')] : [];
}
