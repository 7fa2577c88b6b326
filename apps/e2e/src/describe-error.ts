import { z } from 'zod';

/** An error in one line. An error of a schema lists each field and its error. */
export function describeError(thrown: unknown): string {
  if (thrown instanceof z.ZodError)
    return thrown.issues.map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`).join('; ');
  return thrown instanceof Error ? thrown.message : String(thrown);
}
