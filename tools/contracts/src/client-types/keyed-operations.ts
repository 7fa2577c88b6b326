import { IDEMPOTENCY_KEY_HEADER } from '#contracts/vocabulary';
import type { ClientDocument } from './client-document.ts';

/** The operations of a document that take an Idempotency-Key, as `post /v1/books`. */
export function keyedOperations({ paths }: ClientDocument): string[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { parameters = [] }]) => parameters.some(({ name }) => name === IDEMPOTENCY_KEY_HEADER))
      .map(([method]) => `${method} ${path}`),
  );
}
