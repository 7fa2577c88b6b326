import { Injectable } from '@nestjs/common';
import { calendarDateOf } from '#contracts/vocabulary';

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
