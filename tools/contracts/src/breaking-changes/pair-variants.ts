import { type Documents, isSame } from './document.ts';
import { type Variant, splitByProperty } from './variants.ts';

export interface Pairing {
  readonly pairs: readonly (readonly [Variant, Variant])[];
  readonly removed: readonly Variant[];
  readonly added: readonly Variant[];
}

export interface Containment {
  /** `before` compares two old variants. `after` compares two new variants. */
  readonly before: Contains;
  readonly after: Contains;
  /** `oldInNew` compares an old inner variant with a new outer variant. `newInOld` does the opposite. */
  readonly oldInNew: Contains;
  readonly newInOld: Contains;
}

export type Contains = (inner: Variant, outer: Variant) => boolean;

/**
 * Pairs the variants of two schemas. Equal variants form a pair first. Variants with the same identifying
 * properties come second. Variants that contain each other come third, and variants of the same type come
 * last. Ignores a variant if another variant of the same schema contains it.
 */
export function pairUp(
  documents: Documents,
  before: readonly Variant[],
  after: readonly Variant[],
  contains: Containment,
): Pairing {
  const names = [...new Set([...discriminatorsOf(before), ...discriminatorsOf(after)])];
  const old = withoutContained(splitAll(documents.before, before, names), contains.before);
  const now = withoutContained(splitAll(documents.after, after, names), contains.after);
  const { pairs, removed, added } = matchAll(old, now, contains);
  return {
    pairs,
    removed: removed.filter(
      (one) => !now.some((other) => canMatch(one, other) && contains.oldInNew(one, other)),
    ),
    added: added.filter((one) => !old.some((other) => canMatch(one, other) && contains.newInOld(one, other))),
  };
}

/** The properties whose values distinguish the object variants of a union. */
function discriminatorsOf(variants: readonly Variant[]): string[] {
  const objects = variants.filter(({ type }) => type === 'object');
  return objects.length > 1 ? objects.flatMap(({ tags }) => Object.keys(tags)) : [];
}

function splitAll(
  document: Documents['before'],
  variants: readonly Variant[],
  names: readonly string[],
): readonly Variant[] {
  return names.reduce(
    (found, name) => found.flatMap((variant) => splitByProperty(document, variant, name)),
    variants,
  );
}

/** Removes variants that another variant contains. Of two equal variants, the first one stays. */
function withoutContained(variants: readonly Variant[], contains: Contains): Variant[] {
  return variants.reduce<Variant[]>((kept, variant) => {
    const isWithin = (inner: Variant, outer: Variant) => canMatch(inner, outer) && contains(inner, outer);
    if (kept.some((other) => isWithin(variant, other))) return kept;
    return [...kept.filter((other) => !isWithin(other, variant)), variant];
  }, []);
}

function matchAll(before: readonly Variant[], after: readonly Variant[], contains: Containment): Pairing {
  const matches: readonly Contains[] = [
    (one, other) => isSame(one, other),
    (one, other) => sharedTags(one, other).length > 0,
    ({ reference }, other) => reference !== undefined && reference === other.reference,
    (one, other) => contains.oldInNew(one, other) || contains.newInOld(other, one),
    ({ type }, other) => type === other.type,
    () => true,
  ];
  const pairs: [Variant, Variant][] = [];
  const left = new Set(before);
  const right = new Set(after);
  for (const isMatch of matches) {
    for (const old of left) {
      const match = [...right].find((now) => canMatch(old, now) && isMatch(old, now));
      if (!match) continue;
      pairs.push([old, match]);
      left.delete(old);
      right.delete(match);
    }
  }
  return { pairs, removed: [...left], added: [...right] };
}

function canMatch(one: Variant, other: Variant): boolean {
  const isOfOneType = one.type === other.type || (isNumeric(one) && isNumeric(other));
  return isOfOneType && sharedTags(one, other).every((name) => isSame(one.tags[name], other.tags[name]));
}

function sharedTags({ tags }: Variant, other: Variant): string[] {
  return Object.keys(tags).filter((name) => name in other.tags);
}

function isNumeric({ type }: Variant): boolean {
  return type === 'integer' || type === 'number';
}
