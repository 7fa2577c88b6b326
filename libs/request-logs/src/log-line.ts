import { z } from 'zod';

const lineSchema = z.looseObject({
  time: z.iso.datetime(),
  level: z.string(),
  service: z.string(),
  version: z.string().optional(),
  request_id: z.string().optional(),
  msg: z.string().default(''),
  req: z.object({ method: z.string(), path: z.string() }).optional(),
  res: z.object({ status: z.number() }).optional(),
  duration_ms: z.number().optional(),
});

/** A line of a service's log. */
export interface LogLine {
  /** The time at which the line was written (ms since 1970). */
  readonly at: number;
  readonly level: string;
  readonly service: string;
  readonly requestId: string | undefined;
  readonly message: string;
  /** The request that has ended. Undefined in all lines except the line at the end of a request. */
  readonly ended: EndedRequest | undefined;
  /** All other fields, such as `err` and `callee`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A request as one service handled it. */
export interface EndedRequest {
  readonly method: string;
  /** The path, in which parts that may be personal are masked. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

/** Parses a line of a service's log. Undefined for output that is no log line, such as Node's warnings. */
export function parseLogLine(text: string): LogLine | undefined {
  if (!text.startsWith('{')) return undefined;
  const parsed = lineSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { time, level, service, version, request_id: requestId, msg, req, res, ...rest } = parsed.data;
  const { duration_ms: durationMs, ...fields } = rest;
  const ended =
    req && res && durationMs !== undefined ? { ...req, status: res.status, durationMs } : undefined;
  return { at: Date.parse(time), level, service, requestId, message: msg, ended, fields };
}

/** Parses several lines, and skips other output. */
export function parseLogText(text: string): LogLine[] {
  return text.split('\n').flatMap((line) => parseLogLine(line) ?? []);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
