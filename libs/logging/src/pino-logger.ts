import { Injectable, Scope } from '@nestjs/common';
import { PinoLogger as NestPinoLogger } from 'nestjs-pino';
import { assignLogFields } from '#libs/runtime';
import { entryName } from './line-options.ts';
import { copyRedacted } from './redact.ts';

/** Keeps a request's fields in the request context. nestjs-pino would create a child logger for them. */
@Injectable({ scope: Scope.TRANSIENT })
export class PinoLogger extends NestPinoLogger {
  /** Adds fields to all further lines of the current request, including its last line. */
  override assign(fields: Readonly<Record<string, unknown>>): void {
    const assigned: Record<string, unknown> = {};
    copyRedacted(fields, assigned, entryName);
    assignLogFields(assigned);
  }
}
