import { keyedOperations } from './generated/keyed-operations.ts';
import type { Verb } from './types.ts';

const HEADER = 'idempotency-key';
const LENGTH = 32;

interface RandomSource {
  readonly randomUUID?: () => string;
}

/** The headers of a call with a fresh key, where the operation takes one and the app gave none. */
export function withIdempotencyKey(
  method: Verb,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (!keyedOperations.has(`${method} ${path}`)) return headers;
  if (Object.keys(headers).some((name) => name.toLowerCase() === HEADER)) return headers;
  return { ...headers, [HEADER]: newKey() };
}

/** A UUID where the platform makes one. React Native has none; a key need be unique for its user, not secret. */
function newKey({ crypto }: { readonly crypto?: RandomSource } = globalThis): string {
  return crypto?.randomUUID?.() ?? Array.from({ length: LENGTH }, randomHexDigit).join('');
}

function randomHexDigit(): string {
  return Math.floor(Math.random() * 16).toString(16);
}
