import { format } from 'node:util';
import { type LogFn, stdTimeFunctions } from 'pino';
import type { Options } from 'pino-http';
import { currentRequest } from '#libs/runtime';
import { isError } from './error-serializer.ts';
import { copyRedacted, redactFields, redactText } from './redact.ts';

/** Fields from the context in which a line is written, such as the trace. */
export type Surroundings = () => Readonly<Record<string, string>>;

interface LineSource {
  readonly service: string;
  readonly version: string;
  readonly level: string;
  readonly surroundings?: Surroundings;
}

/**
 * These fields identify a line. If an entry has a field with such a name, the field gets a prefix, such as
 * `entry_service`.
 */
const BASE_FIELDS = new Set([
  'level',
  'time',
  'service',
  'version',
  'request_id',
  'trace_id',
  'span_id',
  'msg',
]);

/** Entries and messages are redacted before pino gets them, so a finished line needs no second check. */
export function lineOptions({ service, version, level, surroundings = () => ({}) }: LineSource) {
  return {
    level,
    base: { service, version },
    timestamp: stdTimeFunctions.isoTime,
    mixin: surroundings,
    mixinMergeStrategy: (entry: object, around: object) => fieldsOf(entry, around),
    formatters: { level: (label: string) => ({ level: label }) },
    // pino-http would serialize requests, responses and errors again, although they are plain fields already.
    wrapSerializers: false,
    serializers: { req: unchanged, res: unchanged, err: unchanged },
    hooks: {
      logMethod(args: readonly unknown[], method: LogFn) {
        const [entry, message] = readArguments(args);
        if (message === undefined) method.call(this, entry);
        else method.call(this, entry, redactText(message));
      },
    },
  } satisfies Options;
}

function unchanged(value: unknown): unknown {
  return value;
}

/**
 * Merges the fields of the request, the fields of the entry, and the fields that identify the line. Later fields
 * replace earlier fields.
 */
function fieldsOf(entry: object, around: object): Record<string, unknown> {
  const request = currentRequest();
  const fields: Record<string, unknown> = { ...request?.logFields };
  copyRedacted(entry, fields, entryName);
  if (request) fields.request_id = request.requestId;
  return Object.assign(fields, around);
}

export function entryName(name: string): string {
  return BASE_FIELDS.has(name) ? `entry_${name}` : name;
}

function readArguments([first, ...rest]: readonly unknown[]): readonly [object, string | undefined] {
  if (typeof first !== 'object' || first === null) return [{}, textOf([first, ...rest])];
  const entry = isError(first) ? { err: first } : first;
  if (rest.length > 0) return [entry, textOf(rest)];
  return [entry, 'err' in entry && isError(entry.err) ? entry.err.message : undefined];
}

/** Redacts values before they become text, because redaction needs the names of fields. */
function textOf([text, ...values]: readonly unknown[]): string {
  if (typeof text === 'string' && values.length === 0) return text;
  return format(typeof text === 'string' ? text : redactFields(text), ...values.map(redactFields));
}
