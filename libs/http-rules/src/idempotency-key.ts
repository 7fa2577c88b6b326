import type { FieldError } from '#contracts/vocabulary';

export const IDEMPOTENCY_KEY_HEADER = 'Idempotency-Key';
export const REPLAYED_HEADER = 'Idempotent-Replayed';
/** Forms send the key in this field, because a browser's form can't send headers. */
export const IDEMPOTENCY_KEY_FIELD = 'idempotency_key';

export const IDEMPOTENCY_KEY_MAX_LENGTH = 255;

const VISIBLE_ASCII = /^[!-~]{1,255}$/;
/** A string of RFC 9651: printable ASCII in quotes, with `"` and `\` escaped. */
const STRUCTURED_STRING = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/;
const FAULT = `must be 1 to ${IDEMPOTENCY_KEY_MAX_LENGTH} visible ASCII characters, plain or as a quoted string, sent once`;

export type ReadIdempotencyKey =
  | { readonly ok: true; readonly key: string | undefined }
  | { readonly ok: false; readonly fault: string };

/**
 * Reads the key from all values of the header and the form field. `"k"` and `k` are the same key. A key that is
 * repeated, too long, or not visible ASCII is invalid.
 */
export function readIdempotencyKey(values: readonly unknown[]): ReadIdempotencyKey {
  const [value, ...more] = values;
  if (value === undefined) return { ok: true, key: undefined };
  const key = typeof value === 'string' ? withoutQuotes(value) : undefined;
  if (key === undefined || more.length > 0 || !VISIBLE_ASCII.test(key)) return { ok: false, fault: FAULT };
  return { ok: true, key };
}

export function keyFieldError(fault: string): FieldError {
  return { in: 'body', pointer: `/${IDEMPOTENCY_KEY_FIELD}`, detail: fault };
}

function withoutQuotes(value: string): string | undefined {
  if (!value.startsWith('"')) return value;
  return STRUCTURED_STRING.exec(value)?.[1]?.replaceAll(/\\(["\\])/g, '$1');
}
