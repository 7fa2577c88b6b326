import { Injectable } from '@nestjs/common';
import { calendarDateOf } from '#contracts/vocabulary';

const MINUTE_MS = 60_000;

/** The only source of the current time, so that tests can set it. */
@Injectable()
export class Clock {
  /** Time zones change only at whole minutes, so a computed date stays correct until the minute ends. */
  private minute: number | undefined;
  private date = '';

  now(): Date {
    return new Date();
  }

  /** YYYY-MM-DD in Europe/Stockholm. */
  today(): string {
    const now = this.now();
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    if (minute !== this.minute) {
      this.date = calendarDateOf(now);
      this.minute = minute;
    }
    return this.date;
  }
}

export class FixedClock extends Clock {
  constructor(private readonly moment: Date) {
    super();
  }

  override now(): Date {
    return this.moment;
  }
}
