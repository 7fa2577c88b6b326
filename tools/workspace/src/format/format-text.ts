import { matchesGlob } from 'node:path';
import { format } from 'oxfmt';
import settings from '#format-settings' with { type: 'json' };

const { $schema, ignorePatterns, ...options } = settings;

/**
 * Formats like `npm run format`. `file` is relative to the workspace's root. Text with syntax errors is returned
 * unchanged.
 */
export async function formatText(file: string, text: string): Promise<string> {
  if (ignorePatterns.some((pattern) => matchesGlob(file, pattern))) return text;
  const { code } = await format(file, text, options);
  return code;
}
