import { z } from 'zod';
import type { LogLine } from './log-line.ts';
import type { RequestTrace } from './request-trace.ts';

const INDENT = 12;
const COMMON_FIELDS = new Set(['context', 'user_id']);

const errorSchema = z.object({
  type: z.string(),
  message: z.string(),
  stack: z.string().default(''),
  cause: z.unknown().optional(),
});

export function renderTrace({ requestId, startedAt, durationMs, entry, lines }: RequestTrace): string {
  const outcome = entry?.ended
    ? `${entry.ended.method} ${entry.ended.path} → ${entry.ended.status}`
    : 'not finished';
  const heading = `${requestId}  ${outcome}  ${new Date(startedAt).toISOString()}, ${durationMs} ms`;
  const width = Math.max(...lines.map(({ service }) => service.length));
  const rows = lines.flatMap((line) => {
    const at = `+${line.at - startedAt} ms`.padStart(10);
    return [
      `${at}  ${line.service.padEnd(width)}  ${line.level.padEnd(5)}  ${textOf(line)}`,
      ...details(line),
    ];
  });
  return [heading, '', ...rows].join('\n');
}

function textOf({ message, ended }: LogLine): string {
  if (!ended) return message;
  const { method, path, status, durationMs } = ended;
  const aborted = message === 'request aborted' ? ', the caller disconnected' : '';
  return `${method} ${path} → ${status} in ${durationMs} ms${aborted}`;
}

/** Only lines that report a problem have details. The log has the complete stack traces. */
function details({ level, fields }: LogLine): string[] {
  if (level === 'info' || level === 'debug' || level === 'trace') return [];
  return Object.entries(fields)
    .filter(([name]) => !COMMON_FIELDS.has(name))
    .flatMap(([name, value]) => (name === 'err' ? errorRows(value) : [`${name}: ${inOneLine(value)}`]))
    .map((row) => `${' '.repeat(INDENT)}${row}`);
}

function errorRows(value: unknown, label = 'error'): string[] {
  const parsed = errorSchema.safeParse(value);
  if (!parsed.success) return value === undefined ? [] : [`${label}: ${inOneLine(value)}`];
  const { type, message, stack, cause } = parsed.data;
  const [frame] = /^ +at .+$/m.exec(stack) ?? [];
  return [
    `${label}: ${type}: ${message}`,
    ...(frame === undefined ? [] : [`  ${frame.trim()}`]),
    ...errorRows(cause, 'caused by'),
  ];
}

function inOneLine(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
