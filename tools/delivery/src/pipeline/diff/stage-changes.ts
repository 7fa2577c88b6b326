import { type PartChange, type Template, compareTemplates } from './compare-templates.ts';

/** The templates of a stage, by the names of stacks. */
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

/** The stacks of a stage whose templates differ, by name. */
export function stageChanges(stage: string, before: Templates, after: Templates): StageChanges {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const stacks = names.map((stack): StackChange => {
    const [one, other] = [before.get(stack), after.get(stack)];
    const kind = !one ? 'new' : !other ? 'gone' : 'changed';
    return { stack, kind, parts: compareTemplates(one ?? EMPTY, other ?? EMPTY) };
  });
  return { stage, stacks: stacks.filter(({ kind, parts }) => kind !== 'changed' || parts.length > 0) };
}
