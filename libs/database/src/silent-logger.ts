import { AbstractLogger } from 'typeorm';

/** TypeORM prints migrations and failures as plain text; whoever runs a query logs what matters, as JSON. */
export class SilentLogger extends AbstractLogger {
  protected override isLogEnabledFor(): boolean {
    return false;
  }

  protected writeLog(): void {
    // Nothing is enabled.
  }
}
