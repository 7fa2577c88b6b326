/** All dates that people see are in this time zone. */
export const PEOPLES_TIME_ZONE = 'Europe/Stockholm';

const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: PEOPLES_TIME_ZONE, dateStyle: 'short' });

/** Returns the date in Sweden at this moment: YYYY-MM-DD in Europe/Stockholm. */
export function calendarDateOf(moment: Date): string {
  return calendar.format(moment);
}
