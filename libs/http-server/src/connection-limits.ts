export interface ConnectionLimits {
  readonly headerBytes: number;
  readonly headers: number;
  /** The time from the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** The time from the first byte of a request to the end of its body. */
  readonly requestMs: number;
  /**
   * While a request or a response is in progress, the server closes the connection if no byte moves for this long.
   */
  readonly stalledMs: number;
  /**
   * How long an idle connection stays open. This is longer than the load balancer's idle time (60 s). So the load
   * balancer never sends a request on a closing connection.
   */
  readonly keepAliveMs: number;
  readonly checkMs: number;
  /** The number of requests that may wait behind the current request of a connection. */
  readonly waitingRequests: number;
  readonly connections: number;
  /** How long a server waits before it closes idle connections, because a request may be on its way. */
  readonly onTheirWayMs: number;
  /** How long a connection stays open after its last response, so that its caller can read the response. */
  readonly lingerMs: number;
}

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
