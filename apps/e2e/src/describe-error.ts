import { z } from 'zod';

/** Describes an error in one line. For a schema error, the line lists each field and its error. */
export function describeError(thrown: unknown): string {
  if (thrown instanceof z.ZodError)
    return thrown.issues.map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`).join('; ');
  return thrown instanceof Error ? thrown.message : String(thrown);
}
