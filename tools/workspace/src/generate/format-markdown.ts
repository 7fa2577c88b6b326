import { format, resolveConfig } from 'prettier';

/** Formats Markdown as `npm run format` does. */
export async function formatMarkdown(text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}
