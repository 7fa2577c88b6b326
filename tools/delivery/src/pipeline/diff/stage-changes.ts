import { type PartChange, type Template, compareTemplates } from './compare-templates.ts';

/** A stage's templates by stack name. */
export type Templates = ReadonlyMap<string, Template>;

export interface StackChange {
  readonly stack: string;
  readonly kind: 'new' | 'gone' | 'changed';
  readonly parts: readonly PartChange[];
}

export interface StageChanges {
  readonly stage: string;
  readonly stacks: readonly StackChange[];
}

const EMPTY: Template = { Resources: {}, Outputs: {}, Parameters: {}, Conditions: {} };

/** Returns the stacks of a stage whose templates differ, sorted by name. */
export function stageChanges(stage: string, before: Templates, after: Templates): StageChanges {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const stacks = names.map((stack): StackChange => {
    const [one, other] = [before.get(stack), after.get(stack)];
    const kind = !one ? 'new' : !other ? 'gone' : 'changed';
    return { stack, kind, parts: compareTemplates(one ?? EMPTY, other ?? EMPTY) };
  });
  return { stage, stacks: stacks.filter(({ kind, parts }) => kind !== 'changed' || parts.length > 0) };
}
