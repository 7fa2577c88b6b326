/** A list in an example: "list of: SJ, Telia", or "list of up to 5: SJ, Telia". */
const LIST_OF = /^list of(?: up to (\d+))?:\s*(.+)$/is;

export interface ListOf {
  /** The entries as the author wrote them. */
  readonly entries: string;
  /** The maximum number of entries that a user may send, if the author gives one. */
  readonly most?: number;
}

/** The list that an example shows. Undefined for another example. */
export function listIn(example: string): ListOf | undefined {
  const [, most, entries] = LIST_OF.exec(example.trim()) ?? [];
  if (entries === undefined) return undefined;
  return { entries, ...(most !== undefined && { most: Number(most) }) };
}
