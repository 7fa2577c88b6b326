import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';

export type Fields = Readonly<Record<string, unknown>>;

/** References are unresolved. */
export type Document = Fields;

interface Step {
  readonly before: Document;
  readonly after: Document;
  readonly schemas: string;
}

export interface Documents {
  readonly before: Document;
  readonly after: Document;
  /** YYYY-MM-DD. A sunset on or before this date has passed. */
  readonly today: string;
  /** The comparisons in progress. For a recursive schema, a comparison in progress is not started again. */
  readonly trail?: readonly Step[];
}

/** Throws an Error if the text is not an OpenAPI document. */
export function readDocument(text: string): Document {
  const document = fields(parse(text));
  if (!('openapi' in document)) throw new Error('This is not an OpenAPI document');
  return document;
}

export function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function strings(value: unknown): string[] {
  return list(value).filter((item) => typeof item === 'string');
}

/** Resolves the value if it is a reference. Throws an Error for a broken reference. */
export function resolve(document: Document, value: unknown): Fields {
  const found = fields(value);
  return typeof found.$ref === 'string' ? resolve(document, lookUp(document, found.$ref)) : found;
}

/** Throws an Error for a broken reference. */
export function lookUp(document: Document, reference: string): unknown {
  const target = reference
    .replace(/^#\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, part) => fields(at)[part], document);
  if (target === undefined) throw new Error(`${reference} doesn't exist in the document`);
  return target;
}

/** Ignores the order of fields. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** Also compares the targets of all references. Throws an Error for a broken reference. */
export function isSameThroughout({ before, after }: Documents, one: unknown, other: unknown): boolean {
  const visited = new Set<string>();
  const isSameFrom = (old: unknown, now: unknown): boolean =>
    isDeepStrictEqual(old, now) &&
    referencesIn(old).every((reference) => {
      if (visited.has(reference)) return true;
      visited.add(reference);
      return isSameFrom(lookUp(before, reference), lookUp(after, reference));
    });
  return isSameFrom(one, other);
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(referencesIn);
  return '$ref' in value && typeof value.$ref === 'string' ? [value.$ref, ...inner] : inner;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isFields(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
