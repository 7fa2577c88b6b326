import { isCardNumber, replaceCardNumbers } from '#contracts/vocabulary';
import { isError, serializeError } from './error-serializer.ts';

const REDACTED = '[redacted]';

/**
 * Fields with secrets or personal data, in lower case and without separators. Such fields are redacted at any depth
 * of a log entry.
 */
const PRIVATE_FIELDS = new Set([
  'authorization',
  'cookie',
  'setcookie',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'password',
  'secret',
  'clientsecret',
  'cardnumber',
  'pan',
  'cvv',
  'lastfour',
  'expires',
  'contact',
  'email',
  'phone',
  'personalnumber',
  'body',
  'parameters',
]);

/** The maximum depth of a value in an entry. Deeper values are not checked, so they are not logged. */
const MAX_DEPTH = 8;
/** How many fields and items of an entry are checked. Further fields and items are not logged. */
const MAX_VALUES = 2_000;
/**
 * The maximum number of cached field names. A program has few field names, but a query string can contain any name.
 */
const MAX_NAMES = 2_000;
const SMALLEST_CARD_NUMBER = 1e12;

/** All patterns run in linear time, because callers can send any path. */
const PRESIGNED_QUERY = /\?[^\s"'\\?]*X-Amz-[^\s"'\\]*/gi;
const BEARER = /\bBearer\s+[\w.~+/=-]+/gi;
const JSON_WEB_TOKEN = /(?<![\w-])eyJ[\w-]+\.[\w-]*\.[\w-]*/g;
/**
 * A fast check before the slow patterns. It matches every text with a secret or a card number, and also some harmless
 * texts. Card numbers may have digits of any script.
 */
const SUSPICIOUS = /x-amz-|bearer|eyJ|(?:\d\D{0,4}){12}\d|[^\0-\x7f]/i;

interface FieldName {
  /** The name after redaction. */
  readonly loggable: string;
  readonly isPrivate: boolean;
}

const knownNames = new Map<string, FieldName>();

/** Returns a copy that can be written as JSON, with secrets and personal data redacted at any depth. */
export function redactFields(value: unknown): unknown {
  return new Redaction().valueOf(value, 0);
}

/** Copies the redacted fields of an entry into `target`. `nameOf` renames the fields. */
export function copyRedacted(
  entry: object,
  target: Record<string, unknown>,
  nameOf: (name: string) => string,
): void {
  new Redaction().copy(entry, target, 1, nameOf);
}

/** Redacts tokens, card numbers and signatures of presigned URLs in a text. */
export function redactText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  const withoutTokens = text
    .replace(PRESIGNED_QUERY, `?${REDACTED}`)
    .replace(BEARER, `Bearer ${REDACTED}`)
    .replace(JSON_WEB_TOKEN, REDACTED);
  return replaceCardNumbers(withoutTokens, () => REDACTED);
}

class Redaction {
  private left = MAX_VALUES;

  valueOf(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
        return redactText(value);
      case 'number':
        return value >= SMALLEST_CARD_NUMBER && Number.isSafeInteger(value) && isCardNumber(String(value))
          ? REDACTED
          : value;
      case 'bigint':
        return redactText(String(value));
      case 'object':
        return value === null ? null : this.objectOf(value, depth);
      default:
        return value;
    }
  }

  copy(
    from: object,
    to: Record<string, unknown>,
    depth: number,
    nameOf: (name: string) => string = keepName,
  ): void {
    for (const [name, value] of Object.entries(from)) {
      this.left -= 1;
      if (this.left < 0) return;
      const { loggable, isPrivate } = fieldName(name);
      to[nameOf(loggable)] = isPrivate ? REDACTED : this.valueOf(value, depth);
    }
  }

  private objectOf(value: object, depth: number): unknown {
    if (depth >= MAX_DEPTH || this.left <= 0) return REDACTED;
    if (Array.isArray(value)) return this.itemsOf(value, depth + 1);
    if (isError(value)) return this.valueOf(serializeError(value), depth);
    if (hasToJson(value)) return this.valueOf(value.toJSON(), depth + 1);
    if (!isData(value)) return `[${value.constructor.name}]`;
    const copied: Record<string, unknown> = {};
    this.copy(value, copied, depth + 1);
    return copied;
  }

  private itemsOf(items: readonly unknown[], depth: number): unknown[] {
    const kept = items.slice(0, Math.max(0, this.left));
    this.left -= kept.length;
    return kept.map((item) => this.valueOf(item, depth));
  }
}

function keepName(name: string): string {
  return name;
}

/** Treats lastFour, last_four and Last-Four as the same field. */
function fieldName(name: string): FieldName {
  const known = knownNames.get(name);
  if (known) return known;
  const isPrivate = PRIVATE_FIELDS.has(name.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const found = { loggable: redactText(name), isPrivate };
  if (knownNames.size < MAX_NAMES) knownNames.set(name, found);
  return found;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function' && isData(value);
}

/**
 * Whether a value is plain data, such as a literal, a query string or a row. Requests, sockets and buffers are not.
 */
function isData(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  const parent: unknown = Object.getPrototypeOf(prototype);
  return parent === null || Object.getPrototypeOf(parent) === null;
}
