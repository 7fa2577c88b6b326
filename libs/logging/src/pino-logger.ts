import { Injectable, Scope } from '@nestjs/common';
import { PinoLogger as NestPinoLogger } from 'nestjs-pino';
import { assignLogFields } from '#libs/runtime';
import { entryName } from './line-options.ts';
import { copyRedacted } from './redact.ts';

/** nestjs-pino's logger. It stores a request's fields in the request context instead of in a child logger. */
@Injectable({ scope: Scope.TRANSIENT })
export class PinoLogger extends NestPinoLogger {
  /** Adds fields to all further lines of the running request, including the line at its end. */
  override assign(fields: Readonly<Record<string, unknown>>): void {
    const assigned: Record<string, unknown> = {};
    copyRedacted(fields, assigned, entryName);
    assignLogFields(assigned);
  }
}
