export const PERIOD = /^(?:from )?(\d{4}-\d{2}-\d{2}) (?:to|until|-|–) (\d{4}-\d{2}-\d{2})$/i;

/** A filter with one of these names does not say which value it compares. */
export const ANY_PERIOD = /^(period|dates?|days?|time|when|from|between|range|month|quarter|year|week)$/i;
