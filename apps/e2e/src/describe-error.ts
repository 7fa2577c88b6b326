import { z } from 'zod';

/** Describes an error in one line. The line for a schema error lists each field with its error. */
export function describeError(thrown: unknown): string {
  if (thrown instanceof z.ZodError)
    return thrown.issues.map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`).join('; ');
  return thrown instanceof Error ? thrown.message : String(thrown);
}
