/** Returns a LIKE pattern for values that contain `text`. Escapes the wildcards in `text`. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}
