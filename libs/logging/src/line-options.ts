import { format } from 'node:util';
import { type LogFn, stdTimeFunctions } from 'pino';
import type { Options } from 'pino-http';
import { currentRequest } from '#libs/runtime';
import { isError } from './error-serializer.ts';
import { copyRedacted, redactFields, redactText } from './redact.ts';

/** Fields that a line gets from what goes on while it is written. */
export type Surroundings = () => Readonly<Record<string, string>>;

interface LineSource {
  readonly service: string;
  readonly version: string;
  readonly level: string;
  readonly surroundings?: Surroundings;
}

/** What identifies a line. A field of an entry with such a name is kept under another one, as `entry_service`. */
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

/**
 * What every line of a process has in common, whichever part of it writes the line. An entry and its message are redacted
 * before pino sees them, so a finished line needs no second look.
 */
export function lineOptions({ service, version, level, surroundings = () => ({}) }: LineSource) {
  return {
    level,
    base: { service, version },
    timestamp: stdTimeFunctions.isoTime,
    mixin: surroundings,
    mixinMergeStrategy: (entry: object, around: object) => fieldsOf(entry, around),
    formatters: { level: (label: string) => ({ level: label }) },
    // pino-http would serialize requests, responses and errors by itself; they are plain fields by then.
    wrapSerializers: false,
    serializers: { req: asItIs, res: asItIs, err: asItIs },
    hooks: {
      logMethod(args: readonly unknown[], method: LogFn) {
        const [entry, message] = readArguments(args);
        if (message === undefined) method.call(this, entry);
        else method.call(this, entry, redactText(message));
      },
    },
  } satisfies Options;
}

function asItIs(value: unknown): unknown {
  return value;
}

/** The fields of a line, later ones first in rank: what the request was assigned, the entry, what identifies the line. */
function fieldsOf(entry: object, around: object): Record<string, unknown> {
  const request = currentRequest();
  const fields: Record<string, unknown> = { ...request?.logFields };
  copyRedacted(entry, fields, entryName);
  if (request) fields.request_id = request.requestId;
  return Object.assign(fields, around);
}

/** The name under which a line has a field of an entry. */
export function entryName(name: string): string {
  return BASE_FIELDS.has(name) ? `entry_${name}` : name;
}

/** The entry and the text in the arguments of a logger's method; the text of an error is its message. */
function readArguments([first, ...rest]: readonly unknown[]): readonly [object, string | undefined] {
  if (typeof first !== 'object' || first === null) return [{}, textOf([first, ...rest])];
  const entry = isError(first) ? { err: first } : first;
  if (rest.length > 0) return [entry, textOf(rest)];
  return [entry, 'err' in entry && isError(entry.err) ? entry.err.message : undefined];
}

/** Values are redacted before they are part of a text, where their names are lost. */
function textOf([text, ...values]: readonly unknown[]): string {
  if (typeof text === 'string' && values.length === 0) return text;
  return format(typeof text === 'string' ? text : redactFields(text), ...values.map(redactFields));
}
