import { isCardNumber, replaceCardNumbers } from '#contracts/vocabulary';
import { isError, serializeError } from './error-serializer.ts';

const REDACTED = '[redacted]';

/** Fields that hold secrets or personal data, wherever they stand in a log entry; see plainName. */
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

/** What lies deeper than this is not looked at, and therefore not logged. */
const MAX_DEPTH = 8;
/** The fields and items of one entry that are looked at; what comes behind them is not logged. */
const MAX_VALUES = 2_000;
/** The names whose privacy is remembered; a program has few, but a query string can have any. */
const MAX_NAMES = 2_000;
/** The smallest number that can be a card number. */
const SMALLEST_CARD_NUMBER = 1e12;

/** All patterns run in linear time, whatever somebody writes into a path. */
const PRESIGNED_QUERY = /\?[^\s"'\\?]*X-Amz-[^\s"'\\]*/gi;
const BEARER = /\bBearer\s+[\w.~+/=-]+/gi;
const JSON_WEB_TOKEN = /(?<![\w-])eyJ[\w-]+\.[\w-]*\.[\w-]*/g;
/** Every text that one of the patterns or a card number matches also matches this: 13 digits, or digits of any script. */
const SUSPICIOUS = /x-amz-|bearer|eyJ|(?:\d\D{0,4}){12}\d|[^\0-\x7f]/i;

const isPrivateByName = new Map<string, boolean>();

/** A copy of a log entry without secrets and personal data, however deep they are: data that JSON can hold. */
export function redactFields(value: unknown): unknown {
  return new Redaction().valueOf(value, 0);
}

/** Copies the fields of an entry into `target`, without secrets and personal data, each under the name that `nameOf` gives. */
export function copyRedacted(
  entry: object,
  target: Record<string, unknown>,
  nameOf: (name: string) => string,
): void {
  new Redaction().copy(entry, target, 1, nameOf);
}

/** Removes what must not be logged from a text: tokens, card numbers, signatures of presigned URLs. */
export function redactText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  const withoutTokens = text
    .replace(PRESIGNED_QUERY, `?${REDACTED}`)
    .replace(BEARER, `Bearer ${REDACTED}`)
    .replace(JSON_WEB_TOKEN, REDACTED);
  return replaceCardNumbers(withoutTokens, () => REDACTED);
}

/** One walk over an entry. */
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
      to[nameOf(redactText(name))] = isPrivate(name) ? REDACTED : this.valueOf(value, depth);
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

/** lastFour, last_four and Last-Four are one field. */
function isPrivate(name: string): boolean {
  const known = isPrivateByName.get(name);
  if (known !== undefined) return known;
  const found = PRIVATE_FIELDS.has(name.toLowerCase().replaceAll(/[^a-z]/g, ''));
  if (isPrivateByName.size < MAX_NAMES) isPrivateByName.set(name, found);
  return found;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function' && isData(value);
}

/** Whether it is an object of fields: a literal, a query string or a row; not a request, a socket or a buffer. */
function isData(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  const parent: unknown = Object.getPrototypeOf(prototype);
  return parent === null || Object.getPrototypeOf(parent) === null;
}
