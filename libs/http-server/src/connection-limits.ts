/** What one connection, and all of them together, may cost a server; times in milliseconds, sizes in bytes. */
export interface ConnectionLimits {
  /** A request's line and headers together. */
  readonly headerBytes: number;
  readonly headers: number;
  /** From the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** From the first byte of a request to the end of its body. */
  readonly requestMs: number;
  /** A connection with a request or a response in progress on which no byte moves for this long is closed. */
  readonly stalledMs: number;
  /** Longer than the idle time of the load balancer (60 s), so that it never sends on a closing connection. */
  readonly keepAliveMs: number;
  /** How often the server looks for requests that take too long. */
  readonly checkMs: number;
  /** Requests that wait on one connection while an earlier one is answered. */
  readonly waitingRequests: number;
  readonly connections: number;
  /** A server that closes an idle connection waits this long for a request that its caller has already sent. */
  readonly onTheirWayMs: number;
  /** A connection that gets no further response stays open this long, so that its caller can read the last one. */
  readonly lingerMs: number;
}

/** The limits of every server that sets none of its own. */
export const connectionLimits: ConnectionLimits = {
  headerBytes: 16 * 1024,
  headers: 100,
  headersMs: 10_000,
  requestMs: 30_000,
  stalledMs: 20_000,
  keepAliveMs: 75_000,
  checkMs: 5_000,
  waitingRequests: 100,
  connections: 2_000,
  onTheirWayMs: 100,
  lingerMs: 1_000,
};
