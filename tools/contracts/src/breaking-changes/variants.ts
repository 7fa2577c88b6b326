import { type Document, type Fields, fields, list, strings } from './document.ts';
import { acceptsNothing, expand } from './expand.ts';
import { isAnnotation, isConstraining } from './keywords.ts';

/** One alternative of a schema, with exactly one type. */
export interface Variant {
  /** `string`, `object` and so on, or `anything`. */
  readonly type: string;
  readonly schema: Fields;
  /** Properties with a single allowed value, such as `kind: "refund"`. These properties identify the variant. */
  readonly tags: Fields;
  readonly reference?: string;
}

type Origin = Pick<Variant, 'tags' | 'reference'>;

/**
 * Splits a schema into variants by `anyOf`, `oneOf`, lists of types, and enums of several types. Drops annotations
 * beside these keywords, such as the description. Keeps the annotations of each alternative.
 */
export function variantsOf(document: Document, schema: unknown): Variant[] {
  const entries = Object.entries(expand(document, schema)).filter(([keyword]) => !isAnnotation(keyword));
  return mergeEnums(split(document, Object.fromEntries(entries), { tags: {} }));
}

/** Merges enums of one type, because a union of enums allows the values of each enum. */
function mergeEnums(variants: readonly Variant[]): Variant[] {
  const byType = Map.groupBy(variants.filter(isPureEnum), ({ type }) => type);
  const merged = [...byType].map(([type, enums]) => mergeEnumsOf(type, enums));
  return [...merged, ...variants.filter((variant) => !isPureEnum(variant))];
}

function mergeEnumsOf(type: string, enums: readonly Variant[]): Variant {
  const [only, ...others] = enums;
  if (only && others.length === 0) return only;
  const values = enums.flatMap(({ schema }) => list(schema.enum));
  return { type, tags: {}, schema: { type, enum: [...new Set(values)] } };
}

function isPureEnum({ type, schema }: Variant): boolean {
  const isScalar = type !== 'object' && type !== 'array';
  return isScalar && 'enum' in schema && Object.keys(schema).every((key) => key === 'type' || key === 'enum');
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

/** Returns one origin for each name that the discriminator maps to the alternative. */
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
  const declared = only === undefined ? listed : [only];
  const types = typesOf(rest.type, declared);
  return types.flatMap((type) => {
    const own = valuesOfType(type, declared);
    if (own?.length === 0) return [];
    const entries = Object.entries(rest).filter(([keyword, value]) => isConstraining(keyword, value, type));
    const constraints = listKeys(document, Object.fromEntries(entries));
    const found: Fields = { ...constraints, ...(own && { enum: own }) };
    const tags = { ...tagsOf(document, found), ...origin.tags };
    return [{ ...origin, type: nameOfType(type, own, found), schema: found, tags }];
  });
}

/**
 * Returns the listed values of this type, or undefined if the schema lists no values. For a boolean without
 * listed values, returns false and true.
 */
function valuesOfType(type: string | undefined, declared: unknown): readonly unknown[] | undefined {
  if (type === 'null') return undefined;
  if (Array.isArray(declared)) return list(declared).filter((value) => isOf(type, value));
  return type === 'boolean' ? [false, true] : undefined;
}

/** If `propertyNames` lists the allowed keys, turns these keys into `properties`. */
function listKeys(document: Document, schema: Fields): Fields {
  const { propertyNames, ...rest } = schema;
  const { type, enum: keys, ...rules } = expand(document, propertyNames);
  if (!Array.isArray(keys) || Object.keys(rules).length > 0) return schema;
  const { properties, additionalProperties = {} } = rest;
  const entries = strings(keys).map((key) => [key, fields(properties)[key] ?? additionalProperties] as const);
  return { ...rest, properties: Object.fromEntries(entries), additionalProperties: false };
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

/** If the enum or the step allows only whole numbers, the type is `integer`, even if the schema says `number`. */
function nameOfType(
  type: string | undefined,
  values: readonly unknown[] | undefined,
  { multipleOf }: Fields,
): string {
  const isWhole = values?.every(Number.isInteger) ?? Number.isInteger(multipleOf);
  return type === 'number' && isWhole ? 'integer' : (type ?? 'anything');
}

function tagsOf(document: Document, schema: Fields): Fields {
  const tags = Object.keys(fields(schema.properties)).flatMap((name) => {
    const [value, ...others] = valuesOf(document, fields(schema.properties)[name]);
    return value === undefined || others.length > 0 ? [] : [[name, value] as const];
  });
  return Object.fromEntries(tags);
}

/** Returns the values that a schema lists, or an empty list if the schema also allows other values. */
function valuesOf(document: Document, schema: unknown): readonly unknown[] {
  const { type, const: only, enum: values, anyOf: alternatives } = expand(document, schema);
  if (only !== undefined) return [only];
  if (Array.isArray(values)) return list(values);
  if (type === 'boolean') return [false, true];
  if (type === 'null') return [null];
  const listed = list(alternatives).map((alternative) => valuesOf(document, alternative));
  return listed.every(({ length }) => length > 0) ? listed.flat() : [];
}

export function splitByProperty(document: Document, variant: Variant, name: string): Variant[] {
  const { schema, tags } = variant;
  const values = valuesOf(document, fields(schema.properties)[name]);
  if (variant.type !== 'object' || values.length < 2) return [variant];
  const { const: only, anyOf, ...property } = expand(document, fields(schema.properties)[name]);
  return values.map((value) => ({
    ...variant,
    tags: { ...tags, [name]: value },
    schema: {
      ...schema,
      properties: { ...fields(schema.properties), [name]: { ...property, enum: [value] } },
    },
  }));
}

export function nameOf({ type, tags }: Variant): string {
  const words = describeTags(tags);
  return words === '' ? type : `${type} with ${words}`;
}

export function describeTags(tags: Fields): string {
  return Object.entries(tags)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ');
}
