/**
 * How long the edge (the load balancer or its local stand-in) keeps an idle connection open. Services keep idle
 * connections open for longer. So the edge never sends a request on a connection that a service is closing.
 */
export const EDGE_IDLE_MS = 60_000;
