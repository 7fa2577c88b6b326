import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

const parts = z.record(z.string(), z.unknown());
/** What of a template decides what is deployed; its metadata does not. */
export const templateSchema = z.object({
  Resources: parts.default({}),
  Outputs: parts.default({}),
  Parameters: parts.default({}),
  Conditions: parts.default({}),
});
const typedSchema = z.object({ Type: z.string() });
const objectSchema = z.record(z.string(), z.unknown());

export type Template = z.output<typeof templateSchema>;

/** What happens to one part of a stack: a resource, an output, a parameter. */
export interface PartChange {
  readonly kind: 'added' | 'removed' | 'replaced' | 'changed';
  /** `AWS::ECS::Service` of a resource, `Outputs` of what has no type of its own. */
  readonly type: string;
  readonly id: string;
  /** Of something that is replaced under another name: what it was called. */
  readonly previousId?: string;
  readonly values: readonly ValueChange[];
}

/** A value that differs; undefined on the side that lacks it. */
export interface ValueChange {
  /** `Properties.Cpu` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

const SECTIONS = ['Resources', 'Outputs', 'Parameters', 'Conditions'] as const;

/**
 * What a stack's template changes. A resource that goes while the only other one of its type comes is replaced:
 * the names in templates follow from where something stands in the source.
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

/** Lists are compared as a whole: an item that comes shifts the rest. */
function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return Array.isArray(value) ? undefined : objectSchema.safeParse(value).data;
}
