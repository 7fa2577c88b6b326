import type { Operation } from '#contracts/vocabulary';
import { isRecord } from './is-record.ts';

/** The page that shows what a success is about: the one whose path can be filled from it; else the root. */
export function redirectTarget(operations: readonly Operation[], response: unknown): string {
  const data = isRecord(response) && isRecord(response.data) ? response.data : {};
  const page = operations.find(({ method, params }) => {
    const names = Object.keys(params.shape);
    return method === 'GET' && names.length > 0 && names.every((name) => typeof data[name] === 'string');
  });
  return page?.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(data[name]))) ?? '/';
}
