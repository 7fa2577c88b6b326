import { parse } from 'yaml';

export type Fields = Readonly<Record<string, unknown>>;

/** An OpenAPI document, with its references still in it. */
export type Document = Fields;

/** The two documents that schemas refer into. */
export interface Documents {
  readonly before: Document;
  readonly after: Document;
  /** The pairs of schemas that led here, because a schema may contain itself. */
  readonly trail?: readonly string[];
}

/** Reads a document. Throws an Error if it is no OpenAPI. */
export function readDocument(text: string): Document {
  const document = fields(parse(text));
  if (!('openapi' in document)) throw new Error('This is no OpenAPI document');
  return document;
}

/** The value if it is an object, otherwise one without fields. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The value if it is a list, otherwise an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The strings of a list. */
export function strings(value: unknown): string[] {
  return list(value).filter((item) => typeof item === 'string');
}

/** What a value is, or what its reference points to. Throws an Error where a reference leads nowhere. */
export function resolve(document: Document, value: unknown): Fields {
  const found = fields(value);
  return typeof found.$ref === 'string' ? resolve(document, lookUp(document, found.$ref)) : found;
}

/** What a reference points to. Throws an Error where it leads nowhere. */
export function lookUp(document: Document, reference: string): unknown {
  const target = reference
    .replace(/^#\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, part) => fields(at)[part], document);
  if (target === undefined) throw new Error(`${reference} leads nowhere`);
  return target;
}

/** Whether two values say the same, whatever the order of their fields. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isFields(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
