import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** Formats Markdown as `npm run format` does. */
export async function formatMarkdown(root: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(join(root, 'README.md'))), parser: 'markdown' });
}
