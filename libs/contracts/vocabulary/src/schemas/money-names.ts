/** Properties with these names are always amounts of money. */
export const MONEY_NAME = /(^|_)(amount|balance|cost|fee|held|limit|price|spend|spent)$/;

/**
 * Properties with these names are amounts of money only if they are numbers. For example, `due` can also be a date, and
 * `paid` can also be a boolean.
 */
export const MONEY_NAME_OF_NUMBER =
  /(^|_)(credit|debit|debt|discount|due|interest|owed|paid|payment|refund|remaining|tax|total|unpaid)$/;
