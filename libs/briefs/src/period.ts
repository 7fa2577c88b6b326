export const PERIOD = /^(?:from )?(\d{4}-\d{2}-\d{2}) (?:to|until|-|–) (\d{4}-\d{2}-\d{2})$/i;

/** Filter names that don't name a value to compare. */
export const ANY_PERIOD = /^(period|dates?|days?|time|when|from|between|range|month|quarter|year|week)$/i;
