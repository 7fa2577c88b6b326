import { matchesGlob } from 'node:path';
import { format } from 'oxfmt';
import settings from '#format-settings' with { type: 'json' };

const { $schema, ignorePatterns, ...options } = settings;

/** Formats a file's text as `npm run format` does. `file` is relative to the workspace. Text with a syntax error stays as it is. */
export async function formatText(file: string, text: string): Promise<string> {
  if (ignorePatterns.some((pattern) => matchesGlob(file, pattern))) return text;
  const { code } = await format(file, text, options);
  return code;
}
