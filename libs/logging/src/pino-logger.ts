import { Injectable, Scope } from '@nestjs/common';
import { PinoLogger as NestPinoLogger } from 'nestjs-pino';
import { assignLogFields } from '#libs/runtime';
import { entryName } from './line-options.ts';
import { copyRedacted } from './redact.ts';

/** Keeps a request's fields in the request context. nestjs-pino would create a child logger for these fields. */
@Injectable({ scope: Scope.TRANSIENT })
export class PinoLogger extends NestPinoLogger {
  override assign(fields: Readonly<Record<string, unknown>>): void {
    const assigned: Record<string, unknown> = {};
    copyRedacted(fields, assigned, entryName);
    assignLogFields(assigned);
  }
}
