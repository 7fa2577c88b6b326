const SECOND_MS = 1_000;
const DAY_MS = 86_400 * SECOND_MS;
const UNIT_MS: Readonly<Record<string, number>> = {
  s: SECOND_MS,
  m: 60 * SECOND_MS,
  h: 3_600 * SECOND_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
};

/** In ms, from a text such as 10s, 15m, 1h, 90d or 12w. Throws an Error for every other text. */
export function parseDuration(text: string): number {
  const { amount, unit = '' } = /^(?<amount>[1-9]\d{0,5})(?<unit>[smhdw])$/.exec(text)?.groups ?? {};
  const unitMs = UNIT_MS[unit];
  if (amount === undefined || unitMs === undefined)
    throw new Error(`${text} is not a duration. Write a number and s, m, h, d or w, such as 10s or 90d.`);
  return Number(amount) * unitMs;
}
