/** The limits of one connection and of all connections of a server. Times are in milliseconds, sizes in bytes. */
export interface ConnectionLimits {
  /** The size of a request's line and headers together. */
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
  /** The number of requests that can wait on one connection behind the current one. */
  readonly waitingRequests: number;
  readonly connections: number;
  /** How long a server waits, before it closes an idle connection, for a request that is already on its way. */
  readonly onTheirWayMs: number;
  /** A connection that gets no further response stays open this long, so that its caller can read the last one. */
  readonly lingerMs: number;
}

/** The default limits of a server. */
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
