/** The LIKE pattern of what holds this text; wildcards in the text stand for themselves. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}
