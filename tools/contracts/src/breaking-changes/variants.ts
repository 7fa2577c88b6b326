import { type Document, type Fields, fields, isSame, list } from './document.ts';
import { expand, acceptsNothing } from './expand.ts';
import { isAnnotation, isConstraining } from './keywords.ts';

/** One alternative of a schema, of one type. */
export interface Variant {
  /** `string`, `object` …, or `anything`. */
  readonly type: string;
  readonly schema: Fields;
  /** Properties with a single value, such as `kind: "refund"`, which identify the variant. */
  readonly tags: Fields;
  /** The name of its component, if it has one. */
  readonly reference?: string;
}

type Origin = Pick<Variant, 'tags' | 'reference'>;

/**
 * Splits a schema into variants: `anyOf`, `oneOf`, lists of types and enums of several types. It drops what the
 * schema declares beside them, such as its description, and keeps what each alternative declares.
 */
export function variantsOf(document: Document, schema: unknown): Variant[] {
  const entries = Object.entries(expand(document, schema)).filter(([keyword]) => !isAnnotation(keyword));
  return split(document, Object.fromEntries(entries), { tags: {} });
}

function split(document: Document, schema: Fields, origin: Origin): Variant[] {
  if (acceptsNothing(schema)) return [];
  const keyword = ['anyOf', 'oneOf'].find((name) => Array.isArray(schema[name]));
  if (keyword === undefined) return byType(document, schema, origin);
  const { [keyword]: alternatives, discriminator, ...rest } = schema;
  return list(alternatives).flatMap((alternative) => {
    const found = expand(document, { allOf: [rest, alternative] });
    return originsOf(fields(discriminator), alternative).flatMap((own) => split(document, found, own));
  });
}

/** The alternatives, once for each discriminator name. */
function originsOf({ propertyName, mapping }: Fields, alternative: unknown): Origin[] {
  const { $ref: reference } = fields(alternative);
  if (typeof reference !== 'string') return [{ tags: {} }];
  if (typeof propertyName !== 'string') return [{ reference, tags: {} }];
  const mapped = Object.entries(fields(mapping)).filter(([, target]) => target === reference);
  const names = mapped.length > 0 ? mapped.map(([name]) => name) : [reference.split('/').at(-1) ?? reference];
  return names.map((name) => ({ reference, tags: { [propertyName]: name } }));
}

function byType(document: Document, schema: Fields, origin: Origin): Variant[] {
  const { const: only, enum: listed, ...rest } = schema;
  const values = only === undefined ? listed : [only];
  const types = typesOf(rest.type, values);
  return types.flatMap((type) => {
    const own =
      type !== 'null' && Array.isArray(values)
        ? list(values).filter((value) => isOf(type, value))
        : undefined;
    if (own?.length === 0) return [];
    const entries = Object.entries(rest).filter(([keyword, value]) => isConstraining(keyword, value, type));
    const found: Fields = { ...Object.fromEntries(entries), ...(own && { enum: own }) };
    const tags = { ...tagsOf(document, found), ...origin.tags };
    return [{ ...origin, type: nameOfType(type, own), schema: found, tags }];
  });
}

function typesOf(declared: unknown, values: unknown): (string | undefined)[] {
  if (typeof declared === 'string') return [declared];
  if (Array.isArray(declared)) return declared.map(String);
  const found = [...new Set(list(values).map(typeOfValue))];
  return found.length > 0 ? found : [undefined];
}

function typeOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function isOf(type: string | undefined, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return type === undefined || typeOfValue(value) === type;
}

/** Whole numbers in an enum count as integers, whatever the schema's type says. */
function nameOfType(type: string | undefined, values: readonly unknown[] | undefined): string {
  if (type === 'number' && values?.every(Number.isInteger)) return 'integer';
  return type ?? 'anything';
}

/** Finds the properties with a single value, which identify an object. */
function tagsOf(document: Document, schema: Fields): Fields {
  const tags = Object.entries(fields(schema.properties)).flatMap(([name, property]) => {
    const { const: only, enum: values } = expand(document, property);
    const [value, ...others] = only === undefined ? list(values) : [only];
    return value === undefined || others.length > 0 ? [] : [[name, value] as const];
  });
  return Object.fromEntries(tags);
}

export interface Pairing {
  readonly pairs: readonly (readonly [Variant, Variant])[];
  readonly removed: readonly Variant[];
  readonly added: readonly Variant[];
}

type Match = (one: Variant, other: Variant) => boolean;

const MATCHES: readonly Match[] = [
  (one, other) => isSame(one, other),
  (one, other) => sharedTags(one, other).length > 0,
  ({ reference }, other) => reference !== undefined && reference === other.reference,
  ({ type }, other) => type === other.type,
  () => true,
];

/** Pairs variants: equal ones first, then those with the same identifying properties, then those of one type. */
export function pairUp(before: readonly Variant[], after: readonly Variant[]): Pairing {
  const pairs: [Variant, Variant][] = [];
  const left = new Set(before);
  const right = new Set(after);
  for (const isMatch of MATCHES) {
    for (const old of left) {
      const match = [...right].find((now) => !cannotMatch(old, now) && isMatch(old, now));
      if (!match) continue;
      pairs.push([old, match]);
      left.delete(old);
      right.delete(match);
    }
  }
  return { pairs, removed: [...left], added: [...right] };
}

/** Readable name of a variant. */
export function nameOf({ type, tags }: Variant): string {
  const words = Object.entries(tags).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return words.length === 0 ? type : `${type} with ${words.join(', ')}`;
}

/** Whether two variants can't match: their types or identifying properties differ. */
function cannotMatch(one: Variant, other: Variant): boolean {
  const isOfOneType = one.type === other.type || (isNumeric(one) && isNumeric(other));
  return !isOfOneType || sharedTags(one, other).some((name) => !isSame(one.tags[name], other.tags[name]));
}

function sharedTags({ tags }: Variant, other: Variant): string[] {
  return Object.keys(tags).filter((name) => name in other.tags);
}

function isNumeric({ type }: Variant): boolean {
  return type === 'integer' || type === 'number';
}
