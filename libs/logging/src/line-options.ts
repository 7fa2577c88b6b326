import { type LoggerOptions, stdTimeFunctions } from 'pino';
import { serializeError } from './error-serializer.ts';
import { redactFields, redactLine } from './redact.ts';

/** Fields that a line gets from what goes on while it is written. */
export type Surroundings = () => Readonly<Record<string, string>>;

interface LineSource {
  readonly service: string;
  readonly version: string;
  readonly level: string;
  readonly surroundings?: Surroundings;
}

/** What every line of a process has in common, whichever part of it writes the line. */
export function lineOptions({ service, version, level, surroundings = () => ({}) }: LineSource) {
  return {
    level,
    base: { service, version },
    timestamp: stdTimeFunctions.isoTime,
    mixin: surroundings,
    mixinMergeStrategy: (entry: object, around: object) => ({ ...entry, ...around }),
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (entry: Record<string, unknown>) => redactFields(entry) as Record<string, unknown>,
    },
    hooks: { streamWrite: redactLine },
    serializers: { err: serializeError },
  } satisfies LoggerOptions;
}
