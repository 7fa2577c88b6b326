import { type Document, type Fields, isSame, list, resolve } from './document.ts';

/** The alternatives of a schema, each of one type: `anyOf`, `oneOf` and lists of types taken apart. */
export function variantsOf(document: Document, schema: unknown): Fields[] {
  const found = resolve(document, schema);
  const alternatives = found.anyOf ?? found.oneOf;
  if (Array.isArray(alternatives)) return alternatives.flatMap((each) => variantsOf(document, each));
  if (!Array.isArray(found.type)) return [found];
  return list(found.type).map((type) => ({ ...found, type }));
}

export interface Pairing {
  readonly pairs: readonly (readonly [Fields, Fields])[];
  readonly removed: readonly Fields[];
  readonly added: readonly Fields[];
}

/** Tells which alternative became which: those that are the same first, then those of one type. */
export function pairUp(before: readonly Fields[], after: readonly Fields[]): Pairing {
  const pairs: [Fields, Fields][] = [];
  const left = new Set(before);
  const right = new Set(after);
  for (const isMatch of [isSame, isOfOneType]) {
    for (const old of left) {
      const match = [...right].find((candidate) => isMatch(old, candidate));
      if (!match) continue;
      pairs.push([old, match]);
      left.delete(old);
      right.delete(match);
    }
  }
  return { pairs, removed: [...left], added: [...right] };
}

/** The name of a schema's type, for people. */
export function typeOf(schema: Fields): string {
  if (typeof schema.type === 'string') return schema.type;
  if (schema.const !== undefined) return typeof schema.const;
  return 'anything';
}

function isOfOneType(one: Fields, other: Fields): boolean {
  return typeOf(one) === typeOf(other);
}
