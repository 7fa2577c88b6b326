export const LOCAL_EDGE_PORT = 8080;
