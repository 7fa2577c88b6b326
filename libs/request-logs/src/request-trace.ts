import type { LogLine } from './log-line.ts';

export interface RequestTrace {
  readonly requestId: string;
  /** When the first service received the request (ms since 1970). */
  readonly startedAt: number;
  /** The time from `startedAt` to the last line (ms). */
  readonly durationMs: number;
  /**
   * The final log line of the first service that received the request. Undefined until a service finishes the
   * request.
   */
  readonly entry: LogLine | undefined;
  readonly lines: readonly LogLine[];
}

export function traceRequest(lines: Iterable<LogLine>, requestId: string): RequestTrace | undefined {
  const own = [...lines]
    .filter((line) => line.requestId === requestId)
    .toSorted((one, other) => one.at - other.at);
  const last = own.at(-1);
  if (!last) return undefined;
  const startedAt = Math.min(...own.map(startOf));
  // The service that received the request first waits for all other services, so its duration is the longest.
  // Durations are reliable even if clocks differ.
  const [entry] = own
    .filter(({ ended }) => ended)
    .toSorted((one, other) => durationOf(other) - durationOf(one) || other.at - one.at);
  return { requestId, startedAt, durationMs: last.at - startedAt, entry, lines: own };
}

export function traceRequests(lines: Iterable<LogLine>): RequestTrace[] {
  const byRequest = Map.groupBy(lines, ({ requestId }) => requestId);
  return [...byRequest]
    .flatMap(([requestId, own]) => (requestId === undefined ? [] : (traceRequest(own, requestId) ?? [])))
    .toSorted((one, other) => other.startedAt - one.startedAt);
}

/** The time of the line minus its duration (ms since 1970). */
function startOf(line: LogLine): number {
  return line.at - durationOf(line);
}

function durationOf({ ended }: LogLine): number {
  return ended?.durationMs ?? 0;
}
