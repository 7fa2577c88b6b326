/** A period in an example: two days. */
export const PERIOD = /^(?:from )?(\d{4}-\d{2}-\d{2}) (?:to|until|-|–) (\d{4}-\d{2}-\d{2})$/i;
