/** The time zone of the dates that people see. */
export const PEOPLES_TIME_ZONE = 'Europe/Stockholm';

const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: PEOPLES_TIME_ZONE, dateStyle: 'short' });

/** The date that people see at a point in time: YYYY-MM-DD in Europe/Stockholm. */
export function calendarDateOf(moment: Date): string {
  return calendar.format(moment);
}
