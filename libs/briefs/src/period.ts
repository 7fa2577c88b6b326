/** A period in an example: two days. */
export const PERIOD = /^(?:from )?(\d{4}-\d{2}-\d{2}) (?:to|until|-|–) (\d{4}-\d{2}-\d{2})$/i;

/** Names of a period that are the name of no value. */
export const ANY_PERIOD = /^(period|dates?|days?|time|when|from|between|range|month|quarter|year|week)$/i;
