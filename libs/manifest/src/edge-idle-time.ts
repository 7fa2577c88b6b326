/**
 * How long the edge (the load balancer or its local stand-in) keeps an idle connection open. Services keep idle
 * connections open for longer, so that the edge never sends a request on a connection that the service is closing.
 */
export const EDGE_IDLE_MS = 60_000;
