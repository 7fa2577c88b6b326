/** The limits of one connection and of all connections of a server. Times are in milliseconds, sizes in bytes. */
export interface ConnectionLimits {
  /** The size of a request's line and headers together. */
  readonly headerBytes: number;
  readonly headers: number;
  /** The time from the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** The time from the first byte of a request to the end of its body. */
  readonly requestMs: number;
  /** How long no byte may move while a request or a response is in progress. Then the server closes the connection. */
  readonly stalledMs: number;
  /**
   * How long an idle connection stays open. It is longer than the idle time of the load balancer (60 s), so that the
   * load balancer never sends a request on a closing connection.
   */
  readonly keepAliveMs: number;
  /** How often the server looks for requests that take too long. */
  readonly checkMs: number;
  /** The number of requests that can wait on one connection behind the current request. */
  readonly waitingRequests: number;
  readonly connections: number;
  /** How long a server waits, before it closes an idle connection, for a request that is already on its way. */
  readonly onTheirWayMs: number;
  /** How long a connection stays open after its last response, so that its caller can read the response. */
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
