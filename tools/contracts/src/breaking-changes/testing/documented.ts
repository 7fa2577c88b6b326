import { compareDocuments } from '../compare-documents.ts';
import type { Fields } from '../document.ts';

/** By name. */
export type Schemas = Readonly<Record<string, unknown>>;

export function documented(operation: Fields, schemas: Schemas = {}): Fields {
  const post = { 'x-access': 'member', responses: {}, ...operation };
  return { openapi: '3.1.0', paths: { '/v1/hubs': { post } }, components: { schemas } };
}

export function verdict(before: Fields, after: Fields): 'same' | 'allowed' | 'breaking' {
  const changes = compareDocuments(before, after);
  if (changes.length === 0) return 'same';
  return changes.some(({ breaking }) => breaking) ? 'breaking' : 'allowed';
}
