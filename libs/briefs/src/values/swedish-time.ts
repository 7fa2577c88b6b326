const MS_PER_MINUTE = 60_000;
const TIME_ZONE = 'Europe/Stockholm';
const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/**
 * Converts a Swedish local time such as `2026-06-25T14:30:00` to UTC: `2026-06-25T12:30:00Z`. Undefined for a time that
 * does not exist, such as a time in the hour that is skipped in March. If a time occurs twice in October, uses the
 * first time.
 */
export function utcOfSwedishTime(local: string): string | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // In minutes: Sweden is two hours ahead of UTC in summer, and one hour in winter.
  const moments = [120, 60].map((minutes) => new Date(asUtc - minutes * MS_PER_MINUTE));
  const moment = moments.find((each) => wallClock.format(each) === local.replace('T', ' '));
  return moment?.toISOString().replace('.000Z', 'Z');
}
