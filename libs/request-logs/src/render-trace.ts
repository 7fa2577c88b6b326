import type { LogLine } from './log-line.ts';
import type { RequestTrace } from './request-trace.ts';

/** Formats a trace for a terminal: a heading, then a row per line with the time since the start. */
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

/** The fields of a line that reports a problem. */
function details({ level, fields }: LogLine): string[] {
  if (level === 'info' || level === 'debug' || level === 'trace') return [];
  return Object.entries(fields).flatMap(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
    return `${name}: ${text.replaceAll('\\n', '\n')}`.split('\n').map((row) => `${' '.repeat(12)}${row}`);
  });
}
