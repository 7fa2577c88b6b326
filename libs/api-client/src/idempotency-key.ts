import { keyedOperations } from './generated/keyed-operations.ts';
import type { Verb } from './types.ts';

const HEADER = 'idempotency-key';
const LENGTH = 32;

interface RandomSource {
  readonly randomUUID?: () => string;
}

/** Adds a new key if the operation accepts a key and the app did not send a key. */
export function withIdempotencyKey(
  method: Verb,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (!keyedOperations.has(`${method} ${path}`)) return headers;
  if (hasIdempotencyKey(headers)) return headers;
  return { ...headers, [HEADER]: newKey() };
}

/** Header names are case-insensitive. */
export function hasIdempotencyKey(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === HEADER);
}

/** React Native has no randomUUID. A key must be unique for each user, but need not be secret. */
function newKey({ crypto }: { readonly crypto?: RandomSource } = globalThis): string {
  return crypto?.randomUUID?.() ?? Array.from({ length: LENGTH }, randomHexDigit).join('');
}

function randomHexDigit(): string {
  return Math.floor(Math.random() * 16).toString(16);
}
