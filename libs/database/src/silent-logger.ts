import { AbstractLogger } from 'typeorm';

/** TypeORM would print migrations and failures as plain text. Our code logs both as JSON. */
export class SilentLogger extends AbstractLogger {
  protected override isLogEnabledFor(): boolean {
    return false;
  }

  protected writeLog(): void {
    // TypeORM has no logging enabled.
  }
}
