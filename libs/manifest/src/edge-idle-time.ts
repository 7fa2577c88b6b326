/**
 * How long the edge, which is the load balancer or its local stand-in, keeps a silent connection open, in ms. Services
 * keep theirs open for longer, so that the edge never sends a request on a connection that its service is closing.
 */
export const EDGE_IDLE_MS = 60_000;
