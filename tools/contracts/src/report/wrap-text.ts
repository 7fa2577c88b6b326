const COLUMNS = 80;

/** Breaks a line at spaces, so that it fits 80 columns. The lines after the first one of a list item are indented. */
export function wrapText(text: string): string {
  const indent = text.startsWith('- ') ? '  ' : '';
  return text
    .split(' ')
    .reduce<string[]>((lines, word) => {
      const last = lines.at(-1);
      if (last === undefined) return [word];
      const longer = `${last} ${word}`;
      return longer.length <= COLUMNS ? [...lines.slice(0, -1), longer] : [...lines, `${indent}${word}`];
    }, [])
    .join('\n');
}
