/** The default port of the edge and of the mock on a developer's machine. */
export const LOCAL_EDGE_PORT = 8080;
