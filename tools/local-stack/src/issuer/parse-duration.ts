const SECONDS = { s: 1, m: 60, h: 3_600 } as const;

/** The seconds of a duration such as 10s, 15m or 1h. Throws an Error for every other text. */
export function parseDuration(text: string): number {
  const { amount, unit } = /^(?<amount>[1-9]\d{0,5})(?<unit>[smh])$/.exec(text)?.groups ?? {};
  if (amount === undefined || !isUnit(unit))
    throw new Error(`${text} is not a duration. Write a number and s, m or h, such as 10s.`);
  return Number(amount) * SECONDS[unit];
}

function isUnit(text: string | undefined): text is keyof typeof SECONDS {
  return text !== undefined && text in SECONDS;
}
