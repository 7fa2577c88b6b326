import { Injectable, Scope } from '@nestjs/common';
import { PinoLogger as NestPinoLogger } from 'nestjs-pino';
import { assignLogFields } from '#libs/runtime';
import { entryName } from './line-options.ts';
import { copyRedacted } from './redact.ts';

/** nestjs-pino's logger, which keeps the fields of a request in the request's context instead of in a logger of its own. */
@Injectable({ scope: Scope.TRANSIENT })
export class PinoLogger extends NestPinoLogger {
  /** Adds fields to all further lines of the running request, and to the line that is written when it ends. */
  override assign(fields: Readonly<Record<string, unknown>>): void {
    const assigned: Record<string, unknown> = {};
    copyRedacted(fields, assigned, entryName);
    assignLogFields(assigned);
  }
}
