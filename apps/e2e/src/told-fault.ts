import { z } from 'zod';

/** What was thrown, in one line: of what a schema refuses, each field and why. */
export function toldFault(thrown: unknown): string {
  if (thrown instanceof z.ZodError)
    return thrown.issues.map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`).join('; ');
  return thrown instanceof Error ? thrown.message : String(thrown);
}
