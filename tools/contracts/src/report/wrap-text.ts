const COLUMNS = 80;

/** Wraps a line at 80 columns. Indents the lines after the first line of a list item. */
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
