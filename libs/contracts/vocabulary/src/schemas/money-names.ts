/** Matches names of properties that are always amounts of money. */
export const MONEY_NAME = /(^|_)(amount|balance|cost|fee|held|limit|price|spend|spent)$/;

/** Matches names that mean an amount of money only if the value is a number. A date can be due, and a boolean can be paid. */
export const MONEY_NAME_OF_NUMBER =
  /(^|_)(credit|debit|debt|discount|due|interest|owed|paid|payment|refund|remaining|tax|total|unpaid)$/;
