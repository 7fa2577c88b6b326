import { Injectable } from '@nestjs/common';

/** The time zone of the dates that people see. */
export const PEOPLES_TIME_ZONE = 'Europe/Stockholm';

const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: PEOPLES_TIME_ZONE, dateStyle: 'short' });

/** The date that people see at a point in time: YYYY-MM-DD in Europe/Stockholm. */
export function calendarDateOf(moment: Date): string {
  return calendar.format(moment);
}

/** The only source of the time, so that tests can set it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Today's date, YYYY-MM-DD in Europe/Stockholm. */
  today(): string {
    return calendarDateOf(this.now());
  }
}

/** A clock with a fixed time, for tests. */
export class FixedClock extends Clock {
  constructor(private readonly moment: Date) {
    super();
  }

  override now(): Date {
    return this.moment;
  }
}
