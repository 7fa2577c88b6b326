import { isCardNumber, replaceCardNumbers } from '#contracts/vocabulary';
import { keepBaseFields } from './base-fields.ts';
import { serializeError } from './error-serializer.ts';

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

/** What lies deeper than this is not logged, for it is not looked at. */
const MAX_DEPTH = 8;

/** None of these takes longer than a line is long, whatever somebody writes into a path. */
const PRESIGNED_QUERY = /\?[^\s"'\\?]*X-Amz-[^\s"'\\]*/gi;
const BEARER = /\bBearer\s+[\w.~+/=-]+/gi;
const JSON_WEB_TOKEN = /(?<![\w-])eyJ[\w-]+\.[\w-]*\.[\w-]*/g;
/** A copy of a log entry without secrets and personal data, however deep they are. */
export function redactFields(value: unknown, depth = 0): unknown {
  if (Number.isSafeInteger(value)) return isCardNumber(String(value)) ? REDACTED : value;
  if (value instanceof Error) return serializeError(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return depth < MAX_DEPTH ? value.map((item) => redactFields(item, depth + 1)) : REDACTED;
  if (!isRecord(value)) return value;
  if (depth === MAX_DEPTH) return REDACTED;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      PRIVATE_FIELDS.has(plainName(key)) ? REDACTED : redactFields(field, depth + 1),
    ]),
  );
}

/** Whether it is an object of fields: a literal, a query string, or a row; not a request. */
function isRecord(value: object): boolean {
  if ('toJSON' in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || isPlainClass(prototype);
}

function isPlainClass(prototype: unknown): boolean {
  return Object.getPrototypeOf(prototype) === Object.prototype;
}

/** lastFour, last_four and Last-Four are one field. */
function plainName(key: string): string {
  return key.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** Redacts a finished line, which is JSON and stays so, and restores its base fields (see keepBaseFields). */
export function redactLine(line: string): string {
  const entry = JSON.parse(line, (key, value: unknown) => {
    if (PRIVATE_FIELDS.has(plainName(key))) return REDACTED;
    return typeof value === 'string' ? redactText(value) : value;
  }) as unknown;
  return `${JSON.stringify(isFields(entry) ? keepBaseFields(line, entry) : entry)}\n`;
}

function isFields(entry: unknown): entry is Readonly<Record<string, unknown>> {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry);
}

/** Removes what must not be logged from a text: tokens, card numbers, signatures of presigned URLs. */
export function redactText(text: string): string {
  const withoutTokens = text
    .replace(PRESIGNED_QUERY, `?${REDACTED}`)
    .replace(BEARER, `Bearer ${REDACTED}`)
    .replace(JSON_WEB_TOKEN, REDACTED);
  return replaceCardNumbers(withoutTokens, () => REDACTED);
}
