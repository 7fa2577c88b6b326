import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

const parts = z.record(z.string(), z.unknown());
/** The template sections that affect a deployment. Metadata doesn't. */
export const templateSchema = z.object({
  Resources: parts.default({}),
  Outputs: parts.default({}),
  Parameters: parts.default({}),
  Conditions: parts.default({}),
});
const typedSchema = z.object({ Type: z.string() });
const objectSchema = z.record(z.string(), z.unknown());

export type Template = z.output<typeof templateSchema>;

/** A change to a resource, an output or a parameter. */
export interface PartChange {
  readonly kind: 'added' | 'removed' | 'replaced' | 'changed';
  /** `AWS::ECS::Service` for a resource, the section's name for other parts. */
  readonly type: string;
  readonly id: string;
  /** The old logical id of a replaced resource. */
  readonly previousId?: string;
  readonly values: readonly ValueChange[];
}

/** A changed value. Undefined on the side that lacks it. */
export interface ValueChange {
  /** `Properties.Cpu` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

const SECTIONS = ['Resources', 'Outputs', 'Parameters', 'Conditions'] as const;

/**
 * Compares two templates of a stack. If one resource of a type disappears and one appears, it counts as replaced,
 * because logical ids depend on the position in the source.
 */
export function compareTemplates(before: Template, after: Template): PartChange[] {
  return SECTIONS.flatMap((section) => withReplacements(compareSection(section, before, after)));
}

function compareSection(section: (typeof SECTIONS)[number], before: Template, after: Template): PartChange[] {
  const ids = [...new Set([...Object.keys(before[section]), ...Object.keys(after[section])])].sort();
  return ids.flatMap((id) => comparePart(section, id, before[section][id], after[section][id]));
}

function comparePart(section: string, id: string, before: unknown, after: unknown): PartChange[] {
  const [typeBefore, type] = [typeOf(before, section), typeOf(after, section)];
  if (before === undefined) return [{ kind: 'added', type, id, values: [] }];
  if (after === undefined) return [{ kind: 'removed', type: typeBefore, id, values: [] }];
  const values = compareValues('', before, after);
  if (values.length === 0) return [];
  return [{ kind: type === typeBefore ? 'changed' : 'replaced', type, id, values }];
}

function typeOf(part: unknown, section: string): string {
  const typed = typedSchema.safeParse(part);
  return section === 'Resources' && typed.success ? typed.data.Type : section;
}

function withReplacements(changes: readonly PartChange[]): PartChange[] {
  const byType = Map.groupBy(changes, ({ type }) => type);
  return [...byType.values()].flatMap((own) => {
    const [added, ...moreAdded] = own.filter(({ kind }) => kind === 'added');
    const [removed, ...moreRemoved] = own.filter(({ kind }) => kind === 'removed');
    const isPair = added && removed && moreAdded.length + moreRemoved.length === 0;
    if (!isPair || !added.type.includes('::')) return own;
    const others = own.filter((change) => change !== added && change !== removed);
    return [...others, { ...added, kind: 'replaced' as const, previousId: removed.id }];
  });
}

function compareValues(path: string, before: unknown, after: unknown): ValueChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const [one, other] = [membersOf(before), membersOf(after)];
  if (!one || !other) return [{ path, before, after }];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.flatMap((name) => compareValues(path ? `${path}.${name}` : name, one[name], other[name]));
}

/** Compares lists as a whole, because a new item shifts the rest. */
function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return Array.isArray(value) ? undefined : objectSchema.safeParse(value).data;
}
