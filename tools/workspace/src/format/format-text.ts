import { matchesGlob } from 'node:path';
import { format } from 'oxfmt';
import settings from '#format-settings' with { type: 'json' };

const { $schema, ignorePatterns, ...options } = settings;

/** Formats a file's text like `npm run format`. `file` is its path in the workspace. Returns text with syntax errors unchanged. */
export async function formatText(file: string, text: string): Promise<string> {
  if (ignorePatterns.some((pattern) => matchesGlob(file, pattern))) return text;
  const { code } = await format(file, text, options);
  return code;
}
